const MOST = 4;

/** A few things in a row for a caption; of many, the first ones and an ellipsis. */
export function listed(things: readonly string[], between: string): string {
  const shown = things.length > MOST ? [...things.slice(0, MOST), '\u2026'] : things;
  return shown.join(between);
}
