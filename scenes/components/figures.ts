/** A score as it is written: `+1.32`, `−0.40`. */
export const signed = (value: number): string =>
  `${value < 0 ? '\u2212' : '+'}${Math.abs(value).toFixed(2)}`;

/** A share with two figures, however small it is: `5.9%`, `0.027%`. */
export const finePercent = (share: number): string =>
  `${Number((share * 100).toPrecision(2))}%`;
