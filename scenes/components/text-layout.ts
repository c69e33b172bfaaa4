import {MONO, SIZE} from '../theme/type.ts';
import {lerpBox, STAGE} from './box.ts';
import type {Box} from './box.ts';
import {textWidth} from './paint.ts';
import {placeWords} from './word-places.ts';
import type {WordPlaces} from './word-places.ts';

/** Texts as chips of words in a box. */
export interface TextPlaces {
  /** Size of the words in pixels. */
  text: number;
  /** Chips of each text's words, in frame coordinates, and the line of each. */
  chips: readonly (readonly (Box & {line: number})[])[];
}

/**
 * Texts as chips of words: large while they have the whole stage, a strip of few lines
 * where they share it; in between, every chip is on its way.
 */
export class TextLayout {
  /** Height of the strip in pixels. */
  public readonly height: number;
  private readonly large: WordPlaces;
  private readonly small: WordPlaces;

  /** @param texts - Words of each text. */
  public constructor(texts: readonly (readonly string[])[]) {
    const widthAt = (size: number): number[][] =>
      texts.map(words => words.map(word => textWidth(word, MONO, size, 500)));
    this.small = placeWords(widthAt, {...STAGE, most: SIZE.token});
    this.large = placeWords(widthAt, STAGE);
    this.height = this.small.height;
  }

  /** Where the words are while the texts have a box. */
  public in(box: Box): TextPlaces {
    const {large, small} = this;
    const share = (box.height - small.height) / (STAGE.height - small.height);
    const t = Math.max(0, Math.min(1, share));
    const near = t < 0.5 ? small : large;
    const mix = (from: number, to: number): number => from + (to - from) * t;
    const left = box.x + (box.width - STAGE.width) / 2;
    const top = box.y + (box.height - mix(small.height, large.height)) / 2;
    return {
      text: mix(small.text, large.text),
      chips: small.chips.map((chips, text) =>
        chips.map((chip, i) => {
          const {x, y, width, height} = lerpBox(chip, large.chips[text][i], t);
          const {line} = near.chips[text][i];
          return {x: left + x, y: top + y, width, height, line};
        }),
      ),
    };
  }
}
