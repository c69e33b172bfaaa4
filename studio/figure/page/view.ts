import type {Source} from '../../../scenes/captured/tensor.ts';
import type {ThemeName} from '../../../scenes/theme/palette.ts';
import type {PageWords} from './words.ts';

/** How a page looks now. */
export interface PageLook {
  theme: ThemeName;
  locale: string;
  words: PageWords;
}

/** What a picture of a page is given. */
export interface ViewProps<V> {
  values: V;
  look: PageLook;
  /** Told what of the model is shown now, for the stamp. */
  onPlace(part: Pick<Source, 'layer' | 'head'> & {unverified: boolean}): void;
}
