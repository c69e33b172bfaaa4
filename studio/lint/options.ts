import type {Course} from '../../data-extract/course.ts';
import type {SceneName} from '../scene-files.ts';
import {resolveOptions} from '../render/options.ts';
import {themesOf} from '../render/still-options.ts';
import type {ThemeName} from '../render/still-options.ts';
import type {PlayOptions} from '../render/unit.ts';

/** Flags of `aim lint` as they come from the command line. */
export interface LintFlags {
  locale?: string;
  theme?: string;
  out?: string;
}

export interface LintOptions {
  scenes: readonly SceneName[];
  locales: readonly string[];
  themes: readonly ThemeName[];
  /** Folder of the stills. */
  out: string;
  play: Omit<PlayOptions, 'theme'>;
}

/**
 * Check the flags and fill in what they leave open: all languages, both themes.
 *
 * @throws UserError that names the flag.
 */
export function resolveLintOptions(
  flags: LintFlags,
  scenes: readonly SceneName[],
  course: Course,
): LintOptions {
  const {locales, captions, fps, width, frameTimeout} = resolveOptions(
    {locale: flags.locale},
    scenes,
    course,
    1,
  );
  return {
    scenes,
    locales,
    themes: themesOf(flags.theme ?? 'both', course),
    out: flags.out ?? 'renders/lint',
    play: {captions, fps, width, frameTimeout},
  };
}
