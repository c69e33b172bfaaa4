import type {Given} from '../../command-line/flag.ts';
import {word, yes} from '../../command-line/flag-kinds.ts';
import {OUTPUT_FLAGS} from './output-flags.ts';
import {PICTURE} from './picture-flags.ts';

const {captures, locale, theme, transparent, fps, size} = PICTURE;

/** Flags that say what scenes are drawn and how. */
export const SCENE_FLAGS = {
  captures,
  locale,
  theme,
  transparent,
  fps,
  size,
  staleOk: yes('Let --preset final take captures that are stale'),
  captions: word(['picture', 'track'], {
    says: 'picture: drawn into the frames; track: only beside them',
    value: 'where',
    otherwise: 'picture',
  }),
};

/** Flags of a render of scenes. */
export const RENDER_FLAGS = {...SCENE_FLAGS, ...OUTPUT_FLAGS};

/** Flags of {@link RENDER_FLAGS} as they were given. */
export type RenderFlags = Given<typeof RENDER_FLAGS>;

/** Flags of `aim render` that frames and their encoding depend on. */
const FRAME_FLAGS = [
  ...(['captures', 'theme', 'captions', 'transparent', 'fps', 'size'] as const),
  ...(['preset', 'format', 'crf'] as const),
] as const;

/** Flags as they were given; what they leave open is as the course says. */
export type GivenFlags = Pick<RenderFlags, (typeof FRAME_FLAGS)[number]>;

/** Those of the flags that frames and their encoding depend on. Pure. */
export const givenOf = (flags: RenderFlags): GivenFlags =>
  Object.fromEntries(
    FRAME_FLAGS.flatMap(name => (flags[name] === undefined ? [] : [[name, flags[name]]])),
  );
