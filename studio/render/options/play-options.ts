import type {RenderOptions} from './options.ts';

/** How a scene is played. */
export interface PlayOptions extends Pick<
  RenderOptions,
  'theme' | 'captions' | 'fps' | 'width' | 'frameTimeout'
> {
  /** In pixels; follows from the width where it is not given. */
  height?: number;
  /** `none` leaves the ground transparent. */
  ground?: 'theme' | 'none';
  /** Every drawing is looked at: refuse no glyph. */
  lint?: boolean;
  /** Ids of scenes that show a capture that is stale: their stamps say so. */
  stale?: ReadonlySet<string>;
}
