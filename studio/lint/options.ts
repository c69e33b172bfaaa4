import type {Course} from '../../data-extract/course/course.ts';
import type {SceneName} from '../course/scene-files.ts';
import {folderOf} from '../command-line/flag-values.ts';
import {resolveOptions} from '../render/options/options.ts';
import {themesOf} from '../render/options/still-options.ts';
import type {ThemeName} from '../render/options/still-options.ts';
import type {PlayOptions} from '../render/options/play-options.ts';

/** Flags of `aim lint` as they come from the command line. */
export interface LintFlags {
  locale?: string;
  theme?: string;
  out?: string;
  workers?: unknown;
  force?: boolean;
}

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
  const {locale, workers} = flags;
  const common = resolveOptions({locale, workers}, scenes, course, cpus);
  const {captions, fps, width, frameTimeout} = common;
  return {
    scenes,
    locales: common.locales,
    themes: themesOf(flags.theme ?? 'both', course),
    out: folderOf('--out', flags.out, 'renders/lint'),
    // Nothing but its page keeps a processor busy, unlike where frames are encoded.
    workers: workers === undefined ? Math.min(8, cpus) : common.workers,
    play: {captions, fps, width, frameTimeout},
    force: flags.force === true,
  };
}
