/** What a browser calls itself, in two words a person knows. Names of products are the same in every language. */

/** First match counts: most browsers also claim to be the ones named later. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrom(e|ium)\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

const named = (list: [RegExp, string][], agent: string) => list.find(([sign]) => sign.test(agent))?.[1];

/** Browser and system, or null where either is not known. */
export function programOf(agent: string | null): { browser: string; system: string } | null {
  const browser = named(BROWSERS, agent ?? "");
  const system = named(SYSTEMS, agent ?? "");
  return browser && system ? { browser, system } : null;
}
