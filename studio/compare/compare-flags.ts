import type {Given} from '../command-line/flag.ts';
import {folder, text, yes} from '../command-line/flag-kinds.ts';
import {SCENE_FLAGS} from '../render/options/given-flags.ts';
import {OUTPUT_FLAGS} from '../render/options/output-flags.ts';

const {locale, theme, fps, size, staleOk} = SCENE_FLAGS;
const {preset, workers} = OUTPUT_FLAGS;

/** Flags of `aim compare`. */
export const COMPARE_FLAGS = {
  with: text('other', 'Folder of captures, or role=model, for the right side', {
    fromCourse: 'models',
  }),
  locale,
  theme,
  preset,
  staleOk,
  fps,
  size,
  workers,
  out: folder('The videos go into its folder compare', 'renders'),
  force: yes('Draw and join again what is there'),
};

/** Flags of {@link COMPARE_FLAGS} as they were given. */
export type CompareFlags = Given<typeof COMPARE_FLAGS>;
