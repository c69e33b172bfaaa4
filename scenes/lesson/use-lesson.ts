import type {View2D} from '@motion-canvas/2d';
import {spawn, useScene, useThread, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {Frame} from '../components/Frame.ts';
import {STAGE, WHOLE_STAGE} from '../components/box.ts';
import type {ScriptValues} from '../script/interpolate.ts';
import {readingTime} from '../script/reading-time.ts';
import {ScriptReader} from '../script/script-reader.ts';
import type {LocaleScript, SceneScript} from '../script/script.ts';
import {QUICK} from '../theme/motion.ts';
import {useLocale} from '../theme/theme.ts';
import {startRun} from './cue-log.ts';
import type {SpokenPart} from './cue-log.ts';
import {eventName, registerCue} from './cue-events.ts';
import {frameWarning, frameWords} from '../script/locales.ts';
import {Stage} from './stage.ts';

/** What a scene tells its story with. */
export interface Lesson {
  /** Language of this run. */
  readonly locale: string;
  /** The room for pictures, between title and caption. */
  readonly stage: Stage;
  /** A word of the script's front matter, with its values filled in. */
  word(name: string): string;
  /**
   * Begin the next moment: wait until the former caption has been read, or its recording
   * has been heard (and until the cue's time event, where the editor has moved it later),
   * then show this caption.
   */
  cue(name: string, beat?: Beat): ThreadGenerator;
  /**
   * Begin the first moment of several whose condition holds, and leave the others out.
   *
   * @param cases - A condition for each cue.
   */
  choose(cases: Readonly<Record<string, boolean>>): ThreadGenerator;
  /** Hold the last picture until its caption has been read, or heard. */
  finish(): ThreadGenerator;
}

/** What may be said of a moment. */
export interface Beat {
  /** Whether it holds for the captured values; it is left out where it does not. */
  when?: boolean;
  /** What happens in it, where that hangs on `when`. */
  play?(): ThreadGenerator;
  /** It is meant that most of the stage stays empty: the lint does not find it. */
  isSparse?: true;
}

/** What a scene has around its stage. */
export interface LessonLook {
  /** `nothing`: no title above it and no caption below, and their room is the stage's. */
  around?: 'title and caption' | 'nothing';
}

const LAST_HOLD = 1;

/**
 * Put the frame around a scene and read its script in the language of this run.
 *
 * @param view - The scene's view; the frame becomes its first child.
 * @param script - The scene's `*.script` module.
 * @param values - What the script's `{{...}}` may name.
 * @param look - What stands around the stage; captions are in the track in any case.
 * @throws Where the locale, a cue, a word or a value is missing, or a text has no room,
 * with file and line.
 */
export function useLesson(
  view: View2D,
  script: SceneScript,
  values: ScriptValues,
  {around = 'title and caption'}: LessonLook = {},
): Lesson {
  const scene = useScene();
  const locale = useLocale();
  const reader = new ScriptReader(script, locale, values);
  const title = reader.title();
  const lesson = frameWords(locale).lesson(script.lesson, script.lesson.title[locale]);
  const {id, locales} = script;
  const run = startRun(scene, {id, locales: Object.keys(locales), title, lesson});
  const isAlone = around === 'nothing';
  if (!isAlone && !Frame.hasRoomFor(title)) {
    const {line} = reader.text.title;
    throw reader.mistake(line, 'the title takes more than one line.');
  }
  const frame = frameOf({lesson, question: title, isAlone});
  view.add(frame);
  let readUntil = 0;

  function* begin(name: string, {isSparse}: Beat = {}): ThreadGenerator {
    const {text: caption, line} = reader.take(name);
    if (Frame.lines(caption) === null) {
      throw reader.mistake(line, `the caption of "${name}" takes more than two lines.`);
    }
    const spoken = spokenAt(reader.text, name);
    const isSpoken = reader.text.narration !== undefined;
    const moved = registerCue(eventName(name, locale, isSpoken));
    yield* waitFor(Math.max(0, moved, readUntil - useThread().time()));
    const seconds = useThread().time();
    const more = {...(spoken ? {spoken} : {}), ...(isSparse ? {isSparse} : {})};
    run.cues.push({name, seconds, caption, ...more});
    readUntil = seconds + (spoken ? spoken.to - spoken.from : readingTime(caption));
    frame.caption(caption);
    frame.captionReveal(0);
    spawn(frame.captionReveal(1, QUICK));
  }

  return {
    locale,
    stage: new Stage(view, isAlone ? WHOLE_STAGE : STAGE),
    word: name => reader.word(name),
    *cue(name, beat) {
      if (beat?.when === false) {
        // It is filled in all the same: a mistake in it does not wait for its day.
        reader.take(name);
        return;
      }
      yield* begin(name, beat);
      if (beat?.play) yield* beat.play();
    },
    *choose(cases) {
      const chosen = Object.keys(cases).find(name => cases[name]);
      for (const name of Object.keys(cases)) if (name !== chosen) reader.take(name);
      if (chosen !== undefined) yield* begin(chosen);
    },
    *finish() {
      reader.requireAllTaken();
      yield* waitFor(Math.max(LAST_HOLD, readUntil - useThread().time() + LAST_HOLD));
    },
  };
}

/** The frame of the scene that is played, as who plays it asks for it. */
function frameOf({
  lesson,
  question,
  isAlone,
}: {
  lesson: string;
  question: string;
  isAlone: boolean;
}): Frame {
  const {variables} = useScene();
  const words = frameWords(useLocale());
  const drawCaptions = !isAlone && variables.get('captions', 'picture')() === 'picture';
  // Set by who plays the scene, where its captures are not what they would be now.
  const isStale = variables.get('stale', '');
  return new Frame({
    lesson: isAlone ? '' : lesson,
    question: isAlone ? '' : question,
    illustrativeWord: words.illustrative,
    warning: sources => frameWarning(words, {stale: isStale() !== '', sources}),
    drawCaptions,
    drawGround: variables.get('ground', 'theme')() === 'theme',
  });
}

/** What is spoken at a cue, or `null` where it has not been recorded. */
function spokenAt({narration}: LocaleScript, name: string): SpokenPart | null {
  if (!narration || !Object.hasOwn(narration.spans, name)) return null;
  const {file, sha256, spans} = narration;
  return {file, sha256, ...spans[name]};
}
