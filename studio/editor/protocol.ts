/**
 * What the editor's server and its page say to each other. Shared by both sides: types
 * and names only.
 */

import type {CaptureFiles} from '../../scenes/captured/open-capture.ts';
import type {StaleCapture} from '../freshness/stale-captures.ts';

/** Sent to every page whenever it changes, as a whole. */
export const STATE_EVENT = 'aim:state';
/** Sent by a page that has just come up and wants to know the state. */
export const HELLO_EVENT = 'aim:hello';

/** Something that stands in the way of a picture, until its cause is mended. */
export interface Problem {
  /** One problem per key; a later one takes the place of the earlier one. */
  key: string;
  /** Relative to the repository; `null` where no file is to blame. */
  file: string | null;
  /** From 1. */
  line: number | null;
  message: string;
  remedy: string | null;
}

/** Captures that are being made in the background. */
export interface CaptureRun {
  /** The scene whose declarations have changed. */
  scene: string;
  /** How many of its captures are done. */
  done: number;
  /** How many it has; `null` before that is known. */
  of: number | null;
}

export interface EditorState {
  capturing: CaptureRun | null;
  /** Captures of the open lessons that are not what they would be now. */
  stale: readonly StaleCapture[];
  problems: Problem[];
}

/** `GET /__aim/captures?scene=<lesson>/<scene>`: what the panel shows. */
export interface SceneCaptures {
  captures: {
    id: string;
    /** Where it is declared, relative to the repository. */
    declaration: string;
    /** Of a model with two halves: which attention each selection of heads is about. */
    attention: Record<string, 'cross' | 'decoder' | 'encoder'> | null;
    files: CaptureFiles;
  }[];
  /** Why there are none, where they cannot be read. */
  problem: string | null;
}
export const CAPTURES_PATH = '/__aim/captures';

/** `POST /__aim/choose-head`: let a selection of a declaration take a head. */
export interface ChooseHead {
  /** Id of the capture. */
  capture: string;
  /** Name under `heads` in its declaration. */
  selection: string;
  layer: number;
  head: number;
}
export const CHOOSE_HEAD_PATH = '/__aim/choose-head';

/** `GET /__aim/lessons`: what there is to be opened. */
export const LESSONS_PATH = '/__aim/lessons';

export interface LessonEntry {
  /** Folder of the lesson, which is also the path of its editor. */
  name: string;
  /** Path of its `project.ts`. */
  file: string;
  /** `null` for what is no lesson of the course. */
  number: number | null;
  /** By locale. */
  title: Record<string, string>;
  /** In the order of the lesson. */
  scenes: SceneEntry[];
  /** What stands in the way of reading it. */
  problem: string | null;
}

export interface SceneEntry {
  name: string;
  /** By locale, with `…` in place of captured values. */
  title: Record<string, string>;
  /** How many captions it has. */
  cues: number;
  problem: string | null;
}

/** `GET /__aim/preview?project=<file>`: the hidden page that plays scenes for the list. */
export const PREVIEW_PATH = '/__aim/preview';

/** `GET /__aim/lint?project=<file>`: the hidden page that looks at frames. */
export const LINT_PATH = '/__aim/lint';

/** `GET /__aim/recordings/<lesson>/<file>`: recordings of scripts. */
export const RECORDINGS_PATH = '/__aim/recordings';

/** What the panels are given when the editor comes up. */
export interface PanelConfig {
  /** Files of the open projects, by the name of their folder. */
  projects: Record<string, string>;
}

/** Answer to a request that could not be done. */
export interface Refusal {
  error: {message: string; remedy: string};
}
