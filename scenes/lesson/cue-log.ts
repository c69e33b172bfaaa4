/** When a cue was reached in a run of a scene. */
export interface CueTime {
  name: string;
  /** Start in seconds from the start of the scene. */
  seconds: number;
  /** The caption as it is shown. */
  caption: string;
  /** What is spoken from then on, where the script has been recorded. */
  spoken?: SpokenPart;
  /** Whether it is meant that most of the stage stays empty; see the lint's `sparse`. */
  isSparse?: true;
}

/** A part of a recording. */
export interface SpokenPart {
  /** Path of the recording relative to the course. */
  file: string;
  /** SHA-256 of the recording. */
  sha256: string;
  /** Half-open range of seconds. */
  from: number;
  to: number;
}

/** What a run of a scene has told about itself so far. */
export interface SceneRun {
  /** `<lesson>/<scene>`. */
  id: string;
  /** Languages that the scene has a script in. */
  locales: string[];
  title: string;
  lesson: string;
  cues: CueTime[];
}

const runs = new WeakMap<object, SceneRun>();

/** Start the record of a new run of a scene; the former one is forgotten. */
export function startRun(scene: object, about: Omit<SceneRun, 'cues'>): SceneRun {
  const run = {...about, cues: []};
  runs.set(scene, run);
  return run;
}

/** The record of a scene's last run, or `null` for a scene that keeps none. */
export function runOf(scene: object): SceneRun | null {
  return runs.get(scene) ?? null;
}
