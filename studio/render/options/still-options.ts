import {UserError} from '../../../foundations/user-error.ts';
import type {Course} from '../../../data-extract/course/course.ts';
import type {SceneName} from '../../course/scene-files.ts';
import {flagError, oneOf} from '../../command-line/flag-values.ts';
import {resolveOptions} from './options.ts';
import type {PlayOptions} from './play-options.ts';

/** Flags of `aim still` as they come from the command line. */
export interface StillFlags {
  at?: string | number;
  captures?: unknown;
  locale?: string;
  theme?: string;
  captions?: string;
  scale?: unknown;
  out?: string;
  transparent?: boolean;
  contactSheet?: boolean;
  format?: string;
}

/** Kinds of pictures: pixels, or shapes. */
const FORMATS = ['png', 'svg', 'pdf'] as const;
export type StillFormat = (typeof FORMATS)[number];

export type ThemeName = PlayOptions['theme'];

/** What pictures of scenes are taken with. */
export interface StillOptions {
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

/** Scale of the pictures, alone and on a contact sheet. */
const SCALES = {
  picture: {default: 1, low: 0.1, high: 8},
  sheet: {default: 0.25, low: 0.1, high: 1},
} as const;

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
  const {
    captures,
    locale,
    captions,
    out,
    transparent = false,
    contactSheet = false,
  } = flags;
  if (contactSheet && (flags.at !== undefined || transparent)) {
    throw new UserError(
      'flag',
      `--contact-sheet cannot go with ${transparent ? '--transparent' : '--at'}.`,
      'A contact sheet shows every cue, on the ground of the theme.',
    );
  }
  const format = formatOf(flags.format ?? 'png', contactSheet);
  const themes = themesOf(flags.theme, course);
  const common = resolveOptions({captures, locale, captions, out}, scenes, course, 1);
  const scale = scaleOf(flags.scale, contactSheet ? SCALES.sheet : SCALES.picture);
  return {
    locales: common.locales,
    themes,
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

/**
 * The themes that `--theme` names: `light`, `dark` or `both`.
 *
 * @throws UserError for another word.
 */
export function themesOf(theme: string | undefined, course: Course): ThemeName[] {
  const named = oneOf('--theme', theme ?? course.theme, [
    'light',
    'dark',
    'both',
  ] as const);
  return named === 'both' ? ['light', 'dark'] : [named];
}

function formatOf(given: string, contactSheet: boolean): StillFormat {
  const format = oneOf('--format', given, FORMATS);
  if (!contactSheet || format === 'png') return format;
  throw flagError(`--format ${given} is not possible with --contact-sheet.`, 'Give png.');
}

function scaleOf(
  given: unknown,
  limits: {default: number; low: number; high: number},
): number {
  const scale = Number(given ?? limits.default);
  if (scale >= limits.low && scale <= limits.high) return scale;
  throw new UserError(
    'flag',
    `--scale ${String(given)} is not possible.`,
    `Give ${limits.low} to ${limits.high}.`,
  );
}

/** A theme's part of a file name; nothing for the light one. */
export const variantOf = (theme: ThemeName): string => (theme === 'dark' ? '.dark' : '');
