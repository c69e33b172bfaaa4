import {createHash} from 'node:crypto';

/** What a video was made from; written beside it. */
export interface Manifest {
  scene: string;
  locale: string;
  theme: string;
  preset: string;
  fps: number;
  /** Width and height in pixels. */
  size: [number, number];
  frames: number;
  seconds: number;
  /** Hash over the keys of all chunks. */
  key: string;
  /** Roll-up of the frames' own hashes, see {@link hashFrames}. */
  framesSha256: string;
  captures: {id: string; sha256: string; model: string; revision: string | null}[];
  versions: Record<string, string>;
}

/** SHA-256 over the hashes of the frames in order, one per line. */
export function hashFrames(hashes: readonly string[]): string {
  return sha256(hashes.map(hash => `${hash}\n`).join(''));
}

/** SHA-256 of a text or of bytes, hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 over a value's JSON with sorted names. */
export function hashJson(value: object): string {
  return sha256(canonicalJson(value));
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
      : entry,
  );
}
