import type {Course} from '../../../data-extract/course/course.ts';
import type {SceneName} from '../../course/scene-files.ts';
import {readFlags} from '../../command-line/flag.ts';
import type {Given} from '../../command-line/flag.ts';
import {decimal, folder, text, word, yes} from '../../command-line/flag-kinds.ts';
import {decimalIn, flagError} from '../../command-line/flag-values.ts';
import {PICTURE, THEMES} from './picture-flags.ts';
import {resolveOptions} from './options.ts';
import type {PlayOptions} from './play-options.ts';

/** Kinds of pictures: pixels, or shapes. */
const FORMATS = ['png', 'svg', 'pdf'] as const;
const {captures, locale, themes} = PICTURE;

/** The smallest scale of a picture. */
const LEAST_SCALE = 0.1;
/** Scale of contact sheets: by default, and at most. */
const SHEET = {default: 0.25, high: 1};

/** Flags of `aim still`. */
export const STILL_FLAGS = {
  at: text('cue|seconds', 'One moment', {
    byDefault: 'every cue',
    fromCourse: 'cues',
  }),
  captures,
  locale,
  theme: themes,
  captions: word(['picture', 'track'], {
    says: 'picture: drawn into the picture; track: left out of it',
    value: 'where',
    otherwise: 'picture',
  }),
  scale: decimal({
    says: 'Pixels per pixel of the course',
    low: LEAST_SCALE,
    high: 8,
    byDefault: '1, on a contact sheet 0.25',
  }),
  format: word(FORMATS, {
    says: 'What the picture is written as',
    value: 'format',
    otherwise: 'png',
  }),
  transparent: yes('Without the ground'),
  contactSheet: yes('One picture per lesson that shows every cue of its scenes'),
  out: folder('Folder of the pictures', 'renders; with --captures: renders/with/...'),
};

/** Flags of {@link STILL_FLAGS} as they were given. */
export type StillFlags = Given<typeof STILL_FLAGS>;

export type StillFormat = (typeof FORMATS)[number];

export type ThemeName = PlayOptions['theme'];

/** What pictures of scenes are taken with. */
export interface StillOptions {
  /** A cue or a second; `undefined` for every cue. */
  at: string | undefined;
  /** Whether each lesson is one picture of all its cues. */
  contactSheet: boolean;
  locales: readonly string[];
  themes: readonly ThemeName[];
  /** Folder of captures that come before the course's own; `null` for none. */
  others: string | null;
  /** Folder of the pictures. */
  out: string;
  format: StillFormat;
  /** Pixels of the picture per pixel of the course; shapes are drawn at 1. */
  scale: number;
  play: Omit<PlayOptions, 'theme'>;
}

/**
 * Check the flags and fill in what they leave open.
 *
 * @throws UserError that names the flag.
 */
export function resolveStillOptions(
  flags: StillFlags,
  scenes: readonly SceneName[],
  course: Course,
): StillOptions {
  const read = readFlags(STILL_FLAGS, flags);
  const {contactSheet, transparent} = read;
  if (contactSheet && (read.at !== undefined || transparent)) {
    throw flagError(
      `--contact-sheet cannot go with ${transparent ? '--transparent' : '--at'}.`,
      'A contact sheet shows every cue, on the ground of the theme.',
    );
  }
  const {format} = read;
  if (contactSheet && format !== 'png')
    throw flagError(
      `--format ${format} is not possible with --contact-sheet.`,
      'Give png.',
    );
  const {captures, locale, captions, out} = read;
  const common = resolveOptions({captures, locale, captions, out}, scenes, course, 1);
  const scale = contactSheet ? sheetScale(read.scale) : (read.scale ?? 1);
  return {
    at: read.at,
    contactSheet,
    locales: common.locales,
    themes: themesOf(read.theme ?? course.theme),
    others: common.others,
    out: common.out,
    format,
    scale,
    play: {
      captions: common.captions,
      fps: common.fps,
      frameTimeout: common.frameTimeout,
      width: course.video.width * (format === 'png' ? scale : 1),
      ground: transparent ? 'none' : 'theme',
    },
  };
}

/** The themes that `--theme` names. Pure. */
export const themesOf = (named: ThemeName | 'both'): ThemeName[] =>
  named === 'both' ? [...THEMES] : [named];

const sheetScale = (given: number = SHEET.default): number =>
  decimalIn('--scale', given, LEAST_SCALE, SHEET.high);

/** A theme's part of a file name; nothing for the light one. */
export const variantOf = (theme: ThemeName): string => (theme === 'dark' ? '.dark' : '');
