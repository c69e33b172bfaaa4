/** A score as it is written: `+1.32`, `−0.40`. */
export const signed = (value: number): string =>
  `${value < 0 ? '\u2212' : '+'}${Math.abs(value).toFixed(2)}`;
