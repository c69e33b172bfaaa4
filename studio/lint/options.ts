import type {Course} from '../../data-extract/course/course.ts';
import type {SceneName} from '../course/scene-files.ts';
import {readFlags} from '../command-line/flag.ts';
import type {Given} from '../command-line/flag.ts';
import {folder, yes} from '../command-line/flag-kinds.ts';
import {OUTPUT_FLAGS} from '../render/options/output-flags.ts';
import {PICTURE} from '../render/options/picture-flags.ts';
import {resolveOptions} from '../render/options/options.ts';
import {themesOf} from '../render/options/still-options.ts';
import type {ThemeName} from '../render/options/still-options.ts';
import type {PlayOptions} from '../render/options/play-options.ts';

/** At rest a picture is the same at any rate; the fewer frames, the sooner it is there. */
const FPS = 12;

/** Flags of `aim lint`. */
export const LINT_FLAGS = {
  locale: PICTURE.locale,
  theme: {...PICTURE.themes, byDefault: 'both'},
  out: folder('Folder of the stills that show the findings', 'renders/lint'),
  workers: {
    ...OUTPUT_FLAGS.workers,
    says: 'Pages that are looked at at once',
    byDefault: 'the processors, at most 8',
  },
  force: yes('Look also at what is unchanged since nothing was found in it'),
};

/** Flags of {@link LINT_FLAGS} as they were given. */
export type LintFlags = Given<typeof LINT_FLAGS>;

export interface LintOptions {
  scenes: readonly SceneName[];
  locales: readonly string[];
  themes: readonly ThemeName[];
  /** Folder of the stills. */
  out: string;
  /** Pages that are looked at at once. */
  workers: number;
  play: Omit<PlayOptions, 'theme'>;
  /** Look also at what was found without fault before and has not changed since. */
  force: boolean;
}

/**
 * Check the flags and fill in what they leave open: all languages, both themes.
 *
 * @param cpus - Processors of the machine.
 * @throws UserError that names the flag.
 */
export function resolveLintOptions(
  flags: LintFlags,
  scenes: readonly SceneName[],
  course: Course,
  cpus: number,
): LintOptions {
  const {locale, theme = 'both', out, workers, force} = readFlags(LINT_FLAGS, flags);
  const common = resolveOptions({locale, workers}, scenes, course, cpus);
  const {captions, width, frameTimeout} = common;
  return {
    scenes,
    locales: common.locales,
    themes: themesOf(theme),
    out: out ?? 'renders/lint',
    // Nothing but its page keeps a processor busy, unlike where frames are encoded.
    workers: workers === undefined ? Math.min(8, cpus) : common.workers,
    play: {captions, fps: FPS, width, frameTimeout},
    force,
  };
}
