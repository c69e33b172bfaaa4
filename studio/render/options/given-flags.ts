import type {RenderFlags} from './options.ts';

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
