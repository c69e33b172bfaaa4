/** `0.417` as `42%`. The same rounding as the picture's own labels. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A figure with so many decimals, and a true minus sign: `\u22123.03`. */
export function figure(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/** Writes figures with so many decimals: what columns and bars are given. */
export const withDecimals =
  (decimals: number) =>
  (value: number): string =>
    figure(value, decimals);

/** Digits grouped by commas, at most two decimals; the same in every locale we speak. */
export function group(value: number): string {
  const rounded = Number.isInteger(value)
    ? String(value)
    : String(Number(value.toFixed(2)));
  const [whole, decimals] = rounded.replace('-', '\u2212').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** A score as it is written: `+1.32`, `−0.40`. */
export const signed = (value: number): string =>
  `${value < 0 ? '\u2212' : '+'}${Math.abs(value).toFixed(2)}`;

/** A share with two figures, however small it is: `5.9%`, `0.027%`. */
export const finePercent = (share: number): string =>
  `${Number((share * 100).toPrecision(2))}%`;

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes with three figures, in thousands: `131 kB`, `17.2 GB`. */
export function bytes(count: number): string {
  const step = Math.max(0, Math.floor(Math.round(Math.log10(count) * 1e9) / 1e9 / 3));
  const unit = Math.min(step, BYTES.length - 1);
  return `${Number((count / 1000 ** unit).toPrecision(3))} ${BYTES[unit]}`;
}
