/**
 * The words of the product: `useWords()` gives `t("frame.nav.map", { n })` with typed keys. Messages are ICU
 * (intl-messageformat), compiled once per language and key. Nothing else in the client holds text a person reads.
 */
import { IntlMessageFormat } from "intl-messageformat";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { en, type WordKey, type Words } from "./en.ts";
import { pseudoWords } from "./pseudo.ts";

export type { WordKey, Words } from "./en.ts";

/** Languages on offer: address value, BCP 47 tag used for numbers and dates, writing direction. */
export const LANGUAGES = {
  en: { tag: "en-GB", dir: "ltr", words: en as Words },
  pseudo: { tag: "en-GB", dir: "rtl", words: pseudoWords },
} as const;
export type Language = keyof typeof LANGUAGES;

export type WordValues = Record<string, string | number | null | undefined>;
export type Translate = (key: WordKey, values?: WordValues) => string;

const lookUp = (words: Words, key: WordKey): string => {
  const dot = key.indexOf(".");
  const part = words[key.slice(0, dot) as keyof Words] as Record<string, string>;
  return part[key.slice(dot + 1)] ?? key;
};

/** The translate function of a language. Arguments: ICU values; numbers are formatted by the message itself. */
export function translator(language: Language): Translate {
  const { tag, words } = LANGUAGES[language];
  const compiled = new Map<WordKey, IntlMessageFormat>();
  return (key, values) => {
    const text = lookUp(words, key);
    if (!values && !text.includes("{") && !text.includes("'")) return text;
    let message = compiled.get(key);
    if (!message) {
      message = new IntlMessageFormat(text, tag);
      compiled.set(key, message);
    }
    return String(message.format(values));
  };
}

/** Whether a key exists; for words looked up by a code that comes from the server. */
export function hasWord(key: string): key is WordKey {
  const dot = key.indexOf(".");
  const part = (en as Record<string, Record<string, string>>)[key.slice(0, dot)];
  return part?.[key.slice(dot + 1)] !== undefined;
}

export interface WordsValue {
  t: Translate;
  language: Language;
  /** BCP 47 tag for client/words/format.ts. */
  tag: string;
  dir: "ltr" | "rtl";
}

const WordsContext = createContext<WordsValue | undefined>(undefined);

/** Gives the language to everything below it. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const value = useMemo(() => {
    const { tag, dir } = LANGUAGES[language];
    return { t: translator(language), language, tag, dir };
  }, [language]);
  return <WordsContext.Provider value={value}>{children}</WordsContext.Provider>;
}

/** The words of the chosen language. Throws outside `WordsProvider`, which is a mistake of the caller. */
export function useWords(): WordsValue {
  const value = useContext(WordsContext);
  if (!value) throw new Error("useWords needs a WordsProvider above it");
  return value;
}
