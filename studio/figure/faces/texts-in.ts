/** All texts in a value of JSON that have more than ASCII, which every face has. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /[^\0-\x7F]/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
