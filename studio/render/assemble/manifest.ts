import {readFile} from 'node:fs/promises';

import {sha256} from '../../../foundations/canonical-json.ts';
import type {RenderInputs} from '../../freshness/render-inputs.ts';
import type {FormatName} from '../options/formats.ts';
import type {OutsideRead} from '../page/outside-files.ts';
import type {VideoIdentity} from '../plan/video-plan.ts';

/** Characters of a play that no font has. */
export interface MissingText {
  /** Scenes, as the report names them. */
  where: string;
  characters: string;
}

/** What a video was made from; written beside it. */
export interface Manifest extends VideoIdentity {
  preset: string;
  format: FormatName;
  fps: number;
  /** Width and height in pixels. */
  size: [number, number];
  frames: number;
  seconds: number;
  /** Hash over everything that decides the bytes of the video and its captions. */
  key: string;
  /** Roll-up of the frames' own hashes, see {@link hashFrames}. */
  framesSha256: string;
  /** See `fingerprint()`. */
  videoSha256: string;
  /** When each cue begins, in order; empty for what has none. */
  cues: {name: string; seconds: number}[];
  /** The parts that follow each other, where there are several. */
  parts: {name: string; from: number; to: number}[];
  captures: {
    id: string;
    sha256: string;
    model: string;
    revision: string | null;
    /** What had changed since it was made, in words; empty where it was fresh. */
    stale: readonly string[];
  }[];
  /** Families of text that were taken from the machine that drew. */
  machineFonts: string[];
  /** Characters that no font of that machine has: boxes are drawn in their place. */
  missing: MissingText[];
  /** What was read from other hosts, and the hash of it. */
  reads: OutsideRead[];
  /** Flags of `aim render` that make this video again. */
  flags: Record<string, string | number | boolean>;
  versions: Record<string, string>;
  /** What the frames depend on, part by part; `null` for what is not of one scene. */
  inputs: RenderInputs | null;
}

/** SHA-256 over the hashes of the frames in order, one per line. */
export function hashFrames(hashes: readonly string[]): string {
  return sha256(hashes.map(hash => `${hash}\n`).join(''));
}

/** The manifest in a file, or `null` where there is none that can be read. */
export async function readManifest(path: string): Promise<Manifest | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    const isManifest =
      typeof value === 'object' && value !== null && 'framesSha256' in value;
    return isManifest ? (value as Manifest) : null;
  } catch {
    return null;
  }
}
