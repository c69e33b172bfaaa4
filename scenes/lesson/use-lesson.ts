import type {View2D} from '@motion-canvas/2d';
import {spawn, useScene, useThread, waitFor} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {didYouMean} from '../../foundations/did-you-mean.ts';
import {Frame} from '../components/Frame.ts';
import {STAGE, WHOLE_STAGE} from '../components/box.ts';
import {interpolate} from '../script/interpolate.ts';
import type {ScriptValues} from '../script/interpolate.ts';
import {readingTime} from '../script/reading-time.ts';
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
 * @throws Where the locale, a cue, a word or a value is missing, with file and line.
 */
export function useLesson(
  view: View2D,
  script: SceneScript,
  values: ScriptValues,
  {around = 'title and caption'}: LessonLook = {},
): Lesson {
  const scene = useScene();
  const locale = useLocale();
  const text = localeScript(script, locale);
  const words = frameWords(locale);
  const fill = (template: string, line: number): string => {
    try {
      return interpolate(template, values);
    } catch (error) {
      throw new Error(`${text.file}:${line}: ${(error as Error).message}`);
    }
  };
  const title = fill(text.title.text, text.title.line);
  const lesson = words.lesson(script.lesson, script.lesson.title[locale]);
  const run = startRun(scene, {
    id: script.id,
    locales: Object.keys(script.locales),
    title,
    lesson,
  });
  const isAlone = around === 'nothing';
  const drawCaptions =
    !isAlone && scene.variables.get('captions', 'picture')() === 'picture';
  const drawGround = scene.variables.get('ground', 'theme')() === 'theme';
  // Set by who plays the scene, where its captures are not what they would be now.
  const isStale = scene.variables.get('stale', '');
  const frame = new Frame({
    lesson: isAlone ? '' : lesson,
    question: isAlone ? '' : title,
    illustrativeWord: words.illustrative,
    warning: sources => frameWarning(words, {stale: isStale() !== '', sources}),
    drawCaptions,
    drawGround,
  });
  view.add(frame);

  const left = new Set(text.cues.map(cue => cue.name));
  let readUntil = 0;
  const take = (name: string): LocaleScript['cues'][number] => {
    const cue = text.cues.find(entry => entry.name === name);
    if (!cue)
      throw new Error(
        `${text.file}:1: the scene plays "${name}", but there is no "## ${name}".${didYouMean(name, [...left])}`,
      );
    left.delete(name);
    return cue;
  };

  function* begin(name: string, {isSparse}: Beat = {}): ThreadGenerator {
    const {caption: template, line} = take(name);
    const caption = fill(template, line);
    if (Frame.lines(caption) === null) {
      throw new Error(
        `${text.file}:${line}: the caption of "${name}" takes more than two lines.`,
      );
    }
    const spoken = spokenAt(text, name);
    const moved = registerCue(eventName(name, locale, text.narration !== undefined));
    yield* waitFor(Math.max(0, moved, readUntil - useThread().time()));
    const seconds = useThread().time();
    const more = {...(spoken ? {spoken} : {}), ...(isSparse ? {isSparse} : {})};
    run.cues.push({name, seconds, caption, ...more});
    readUntil = seconds + (spoken ? spoken.to - spoken.from : readingTime(caption));
    frame.caption(caption);
    frame.captionReveal(0);
    spawn(frame.captionReveal(1, QUICK));
  }
  const skip = (name: string): void => {
    // It is filled in all the same, so that a mistake in it does not wait for its day.
    const {caption, line} = take(name);
    fill(caption, line);
  };

  return {
    locale,
    stage: new Stage(view, isAlone ? WHOLE_STAGE : STAGE),
    word(name) {
      if (!Object.hasOwn(text.words, name)) {
        throw new Error(
          `${text.file}:${text.title.line}: the scene shows the word "${name}", but words.${name} is missing.${didYouMean(name, Object.keys(text.words))}`,
        );
      }
      const {text: word, line} = text.words[name];
      return fill(word, line);
    },
    *cue(name, beat) {
      if (beat?.when === false) {
        skip(name);
        return;
      }
      yield* begin(name, beat);
      if (beat?.play) yield* beat.play();
    },
    *choose(cases) {
      const chosen = Object.keys(cases).find(name => cases[name]);
      for (const name of Object.keys(cases)) if (name !== chosen) skip(name);
      if (chosen !== undefined) yield* begin(chosen);
    },
    *finish() {
      if (left.size > 0) {
        const cue = text.cues.find(entry => left.has(entry.name));
        throw new Error(
          `${text.file}:${cue?.line}: cue "${cue?.name}" is never played by the scene.`,
        );
      }
      yield* waitFor(Math.max(LAST_HOLD, readUntil - useThread().time() + LAST_HOLD));
    },
  };
}

/** What is spoken at a cue, or `null` where it has not been recorded. */
function spokenAt({narration}: LocaleScript, name: string): SpokenPart | null {
  if (!narration || !Object.hasOwn(narration.spans, name)) return null;
  const {file, sha256, spans} = narration;
  return {file, sha256, ...spans[name]};
}

function localeScript(script: SceneScript, locale: string): LocaleScript {
  if (Object.hasOwn(script.locales, locale)) return script.locales[locale];
  const known = Object.keys(script.locales).join(', ');
  throw new Error(
    `scenes/${script.id}.script.${locale}.md is missing; the scene speaks ${known}.`,
  );
}
