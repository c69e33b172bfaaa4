import type {Source} from '../captured/tensor.ts';
import type {LessonInfo} from './script.ts';

/** The language whose cues go by their plain names in `.meta` files. */
export const MAIN_LOCALE = 'en';

/** Words of the frame, in every language that the course speaks. */
interface FrameWords {
  lesson(info: LessonInfo, name: string): string;
  illustrative: string;
  /** Something has changed since the values were captured. */
  stale: string;
  /** Values failed a check when they were captured. */
  unverified: string;
  /** Says that not all of something is drawn, e.g. "64 of 192". */
  sampled(shown: string, all: string): string;
}

const WORDS: Record<string, FrameWords> = {
  en: {
    lesson: ({number}, name) =>
      `${number === null ? '' : `LESSON ${number} · `}${name.toUpperCase()}`,
    illustrative: 'illustrative',
    stale: 'stale',
    unverified: 'unverified',
    sampled: (shown, all) => `${shown} of ${all}`,
  },
  ko: {
    lesson: ({number}, name) => `${number === null ? '' : `${number}강 · `}${name}`,
    illustrative: '예시 값',
    stale: '오래된 값',
    unverified: '확인되지 않은 값',
    sampled: (shown, all) => `${all} 중 ${shown}`,
  },
};

/**
 * What is wrong with the values of a picture, in words; empty where nothing is.
 *
 * @param sources - Sources of all values that are visible.
 */
export const frameWarning = (
  words: Pick<FrameWords, 'stale' | 'unverified'>,
  {stale, sources}: {stale: boolean; sources: readonly Source[]},
): string =>
  [
    ...(stale ? [words.stale] : []),
    ...(sources.some(({unverified}) => unverified) ? [words.unverified] : []),
  ].join(' · ');

/**
 * The frame's words in a locale.
 *
 * @throws Where the course has scripts in a language that the frame does not speak.
 */
export function frameWords(locale: string): FrameWords {
  if (!Object.hasOwn(WORDS, locale)) {
    throw new Error(
      `The frame has no words in "${locale}"; add them to scenes/script/locales.ts.`,
    );
  }
  return WORDS[locale];
}
