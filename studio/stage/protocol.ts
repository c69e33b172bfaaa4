/**
 * What Node and the page say to each other. Shared by both sides: types only.
 */

import type {CueTime} from '../../scenes/lesson/cue-log.ts';
import type {Face} from '../../scenes/theme/face.ts';
import type {Layout} from './compare-layout.ts';
import type {FrameRecord, OtherTheme, Quad} from '../lint/judge/record.ts';
import type {Mark} from '../vector/drawing.ts';

/** What is to be played, and how. */
export interface OpenRequest {
  /** Name of the project, see the stage's `virtual:aim/projects`. */
  project: string;
  /** Names of the scenes to play; `null` plays the whole project. */
  scenes: string[] | null;
  /** Values of JSON, over the project's own. */
  variables: Record<string, unknown>;
  fps: number;
  /** Size of the scene in its own pixels. */
  width: number;
  height: number;
  /** Output pixels per scene pixel. */
  scale: number;
  /** Width and height of the picture in output pixels. */
  pixels: [number, number];
  /** CSS colour; `null` leaves the ground to the scenes. */
  background: string | null;
  colorSpace: 'srgb' | 'display-p3';
  /**
   * Do not draw a frame again that nothing has changed since the one before. Only for
   * scenes whose pictures depend on signals alone.
   */
  skipUnchanged: boolean;
  /** Refuse characters that the bundled faces lack. */
  checkGlyphs: boolean;
  /** Faces besides those that all scenes have; none by default. */
  faces?: readonly Face[];
}

/** What the stage knows of an opened scene. */
export interface Opened {
  /** Frames of the whole play; a half-open range `[0, frames)`. */
  frames: number;
  title: string | null;
  lesson: string | null;
  cues: CueTime[];
  scenes: PlayedScene[];
}

/** A picture that a page has drawn. */
export interface Drawn {
  label: string;
  /** A PNG data URL. */
  url: string;
}

/** A scene's place in a play. */
export interface PlayedScene {
  name: string;
  /** Half-open range of frames. */
  from: number;
  to: number;
  /** Whether a transition leads into it, so that it cannot be played without the former. */
  joined: boolean;
}

/** What a project says about itself before anything is played. */
export interface ProjectFacts {
  name: string;
  /** In order. */
  scenes: string[];
  /** Its video settings, from `project.meta`. */
  settings: {
    fps: number;
    width: number;
    height: number;
    scale: number;
    background: string | null;
    colorSpace: 'srgb' | 'display-p3';
    /** In seconds; an open end is `null`. */
    range: [number, number | null];
    audioOffset: number;
  };
  /** Address of its sound. */
  audio: string | null;
  /** Its own variables, as far as JSON holds them. */
  variables: unknown;
  experimentalFeatures: boolean;
}

/** How frames leave the page. */
export type FrameEncoding =
  /** Raw RGBA, posted to `upload`. */
  | {kind: 'raw'; upload: string; alpha: boolean}
  /** Only hashes are wanted. */
  | {kind: 'none'};

export interface ChunkRequest {
  /** Half-open range of frames. */
  from: number;
  to: number;
  /** Draw the frame after the last one too, to see how the next chunk begins from here. */
  peek: boolean;
  encoding: FrameEncoding;
}

export interface ChunkResult {
  /** One hash of the raw RGBA per frame (xxHash64, hex). */
  hashes: string[];
  /** Hash of the frame after the last one; `null` where it was not asked for. */
  next: string | null;
  /** Families of text that the project does not declare: the machine's own are used. */
  machineFonts: string[];
  /** Characters that no font has. */
  missing: string[];
}

/** What the page offers as `window.aimStage`. */
export interface StageApi {
  project(name: string): Promise<ProjectFacts>;
  /** Run through a play without drawing it, to learn its length. */
  open(request: OpenRequest): Promise<Opened>;
  /**
   * Play from the first frame on, to be drawn. A play goes forward only.
   *
   * @param scenes - Where its scenes lie, as `open` has said.
   * @param everyFrame - Draw the frames on the way to those that are asked for, too.
   */
  begin(
    request: OpenRequest,
    scenes: readonly PlayedScene[],
    everyFrame: boolean,
  ): Promise<void>;
  renderChunk(request: ChunkRequest): Promise<ChunkResult>;
  /** Milliseconds that each frame of a half-open range takes to draw. */
  timeFrames(from: number, to: number): Promise<number[]>;
  /** Cues that what is drawn has come to so far. */
  cues(): Promise<CueTime[]>;
  /** One frame as a PNG data URL. */
  still(frame: number): Promise<string>;
  /**
   * The same in another theme; `null` where only a play of its own can show that.
   */
  stillIn(frame: number, theme: string): Promise<string | null>;
  /** What a frame paints, as shapes. Like after `inspect`, the page is then spoilt. */
  vector(frame: number): Promise<Mark[]>;
  /**
   * Tell what is painted in a frame. A page that has been asked this draws without caches
   * and is good for nothing else.
   *
   * @param theme - Tell of it in another theme too.
   * @returns The frame in its own theme, and what differs in the other: `null` where only a
   * play of its own could tell.
   */
  inspect(
    frame: number,
    theme: string | null,
  ): Promise<{record: FrameRecord; other: OtherTheme | null}>;
  /** Only which texts a frame paints, and how faded; spoils the page like `inspect`. */
  glance(frame: number): Promise<{node: string; text: string; alpha: number}[]>;
  /** What was inspected last as a PNG data URL, so many pixels wide. */
  small(width: number): Promise<string>;
  /** A frame as a PNG data URL, with places outlined. */
  outlined(frame: number, quads: readonly Quad[]): Promise<string>;
  /** Put pictures of one size on the contact sheet, below a heading. */
  addToSheet(heading: string, pictures: readonly Drawn[]): Promise<void>;
  /** The contact sheet as a PNG data URL; the next one begins empty. */
  finishSheet(theme: 'light' | 'dark'): Promise<string>;
  /** The picture behind two videos side by side, as a PNG data URL. */
  compareGround(
    layout: Layout,
    names: {left: string; right: string},
    theme: 'light' | 'dark',
  ): Promise<string>;
}

declare global {
  interface Window {
    aimStage: StageApi;
    /** Told the number of each frame before it is drawn. */
    aimFrame?(frame: number): Promise<void>;
    /** Told every now and then which frame has been played without being drawn. */
    aimReached?(frame: number): Promise<void>;
  }
}
