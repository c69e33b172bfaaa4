import {openCapture} from '../../../../scenes/captured/open-capture.ts';
import decoding from '../../../../scenes/07-architecture/decoding-strategies.capture.ts';
import {readWays} from '../../../../scenes/07-architecture/decoding-strategies.facts.ts';
import head from '../../../../scenes/07-architecture/lm-head.capture.ts';
import {readHead} from '../../../../scenes/07-architecture/lm-head.facts.ts';
import loop from '../../../../scenes/07-architecture/one-token-at-a-time.capture.ts';
import {readLoop} from '../../../../scenes/07-architecture/one-token-at-a-time.facts.ts';
import box from '../../../../scenes/07-architecture/open-the-box.capture.ts';
import {readBox} from '../../../../scenes/07-architecture/open-the-box.facts.ts';
import tracks from '../../../../scenes/07-architecture/parallel-tracks.capture.ts';
import {readTracks} from '../../../../scenes/07-architecture/parallel-tracks.facts.ts';
import shelf from '../../../../scenes/07-architecture/shelf-fills.capture.ts';
import {readShelf} from '../../../../scenes/07-architecture/shelf-fills.facts.ts';
import both from '../../../../scenes/07-architecture/with-and-without-cache.capture.ts';
import {readBoth} from '../../../../scenes/07-architecture/with-and-without-cache.facts.ts';
import layer from '../../../../scenes/08-transformer-block/expand-fire-contract.capture.ts';
import {readLayer} from '../../../../scenes/08-transformer-block/expand-fire-contract.facts.ts';
import neurons from '../../../../scenes/08-transformer-block/neurons-to-answer.capture.ts';
import {readNeurons} from '../../../../scenes/08-transformer-block/neurons-to-answer.facts.ts';
import lens from '../../../../scenes/08-transformer-block/when-does-it-know.capture.ts';
import {readLens} from '../../../../scenes/08-transformer-block/when-does-it-know.facts.ts';
import parts from '../../../../scenes/08-transformer-block/who-wrote-it.capture.ts';
import {readParts} from '../../../../scenes/08-transformer-block/who-wrote-it.facts.ts';
import type {FactsOf} from './facts-of-scene.ts';

/** Scenes of lessons 7 and 8, which ask a decoder. */
export const DECODER: FactsOf = {
  '07-architecture/decoding-strategies': async files =>
    readWays(openCapture(decoding, await files())).facts,
  '07-architecture/lm-head': async files =>
    readHead(openCapture(head, await files())).facts,
  '07-architecture/one-token-at-a-time': async files =>
    readLoop(openCapture(loop, await files())).facts,
  '07-architecture/open-the-box': async files =>
    readBox(openCapture(box, await files())).facts,
  '07-architecture/parallel-tracks': async files =>
    readTracks(openCapture(tracks, await files())).facts,
  '07-architecture/shelf-fills': async files =>
    readShelf(openCapture(shelf, await files())).facts,
  '07-architecture/with-and-without-cache': async files =>
    readBoth(openCapture(both, await files())).facts,
  '08-transformer-block/expand-fire-contract': async files =>
    readLayer(openCapture(layer, await files())).facts,
  '08-transformer-block/neurons-to-answer': async files =>
    readNeurons(openCapture(neurons, await files())).facts,
  '08-transformer-block/when-does-it-know': async files =>
    readLens(openCapture(lens, await files())).facts,
  '08-transformer-block/who-wrote-it': async files =>
    readParts(openCapture(parts, await files())).facts,
};
