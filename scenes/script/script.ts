import type {ColorRole} from '../theme/palette.ts';
import type {Mark} from './mark.ts';

/** One moment of a scene: what is said while it is on screen. */
export interface Cue {
  name: string;
  /** Caption with its `{{...}}` places still open. */
  caption: string;
  /** 1-based line of the caption in the script file. */
  line: number;
  /** Where it begins in a recording of the script, where that is said. */
  mark?: Mark;
}

/** A recording of a script, cut into its cues. */
export interface Narration {
  /** Path relative to the course. */
  file: string;
  /** SHA-256 of the file. */
  sha256: string;
  /** What is spoken at each cue: half-open ranges of seconds in the recording. */
  spans: Record<string, {from: number; to: number}>;
}

/** A text of the front matter, its `{{...}}` places still open. */
export interface ScriptText {
  text: string;
  /** 1-based line in the script file. */
  line: number;
}

/** A scene's script in one language. */
export interface LocaleScript {
  locale: string;
  /** Path relative to the repository, for messages. */
  file: string;
  /** The scene's question, drawn as its title. */
  title: ScriptText;
  /** Id in the storyboard, e.g. `D1`. */
  storyboard: string;
  /** What moves and why, in one sentence: what a viewer can say after the scene. */
  shows?: string;
  /** Words drawn in the picture, by name. */
  words: Record<string, ScriptText>;
  cues: Cue[];
  /** How it is spoken, where it has been recorded. */
  narration?: Narration;
}

/** A lesson's number and name, from its `lesson.json`. */
export interface LessonInfo {
  /** `null` for what is no lesson of the course, such as the gallery. */
  number: number | null;
  /** Name by locale. */
  title: Record<string, string>;
  /** Colour of what it is about; absent where that is no one thing. */
  role?: ColorRole;
}

/** What a `*.script` module holds: the scene's script in every locale. */
export interface SceneScript {
  /** `<lesson folder>/<scene>`. */
  id: string;
  lesson: LessonInfo;
  locales: Record<string, LocaleScript>;
}
