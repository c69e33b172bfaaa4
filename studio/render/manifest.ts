import {sha256} from '../../data-extract/capture/canonical-json.ts';

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
