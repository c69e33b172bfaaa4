import type {OutputFlags} from './output-options.ts';

/** Flags of `aim render` as they come from the command line. */
export interface RenderFlags extends OutputFlags {
  captures?: unknown;
  staleOk?: boolean;
  locale?: string;
  theme?: string;
  captions?: string;
  transparent?: boolean;
  fps?: unknown;
  size?: unknown;
}

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
