import {hash} from 'node:crypto';

/** JSON of a value with the names of every object in order: equal values, equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}

/** SHA-256 of {@link canonicalJson}, hex. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** SHA-256 of a text or of bytes, hex. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}
