/**
 * Numbers as people type them on keyboards of other scripts: Arabic-Indic and Persian digits, and the wide characters of
 * East Asian keyboards, as plain ones. Letters of other scripts are not touched.
 */

/** Digits, decimal signs and wide characters as plain ones, character for character. */
export const plainDigits = (text: string): string =>
  text
    .replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.codePointAt(0)! & 0xf))
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint(wide.codePointAt(0)! - 0xfee0))
    .replaceAll("٫", ".")
    .replaceAll("،", ",");

/** A number as typed, null where nothing is; NaN where it is none, also where a program would read one (`1e5`, `0x10`). */
export function typedNumber(text: string): number | null {
  const plain = plainDigits(text).replace(/\s/g, "");
  if (plain === "") return null;
  return /^-?\d+(?:[.,]\d*)?$/.test(plain) ? Number(plain.replace(",", ".")) : Number.NaN;
}
