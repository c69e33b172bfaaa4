import {openCapture} from '../../../../scenes/captured/open-capture.ts';
import word from '../../../../scenes/04-context-and-attention/one-word-many-vectors.capture.ts';
import {readWord} from '../../../../scenes/04-context-and-attention/one-word-many-vectors.facts.ts';
import translation from '../../../../scenes/04-context-and-attention/encoder-decoder.capture.ts';
import {readTranslation} from '../../../../scenes/04-context-and-attention/encoder-decoder.facts.ts';
import hole from '../../../../scenes/05-transformers/fill-the-blank.capture.ts';
import read from '../../../../scenes/05-transformers/fill-the-blank.decoder.capture.ts';
import {readHole} from '../../../../scenes/05-transformers/fill-the-blank.facts.ts';
import type {FactsOf} from './facts-of-scene.ts';

/** Scenes of lessons 4 and 5, which ask an encoder or a translator. */
export const BOTH_SIDES: FactsOf = {
  '04-context-and-attention/one-word-many-vectors': async files =>
    readWord(openCapture(word, await files())).facts,
  '04-context-and-attention/encoder-decoder': async files =>
    readTranslation(openCapture(translation, await files())).facts,
  '05-transformers/fill-the-blank': async files =>
    readHole(openCapture(hole, await files()), openCapture(read, await files('decoder')))
      .facts,
};
