import {openCapture} from '../../../scenes/captured/open-capture.ts';
import type {CaptureFiles} from '../../../scenes/captured/reader.ts';
import type {ScriptValues} from '../../../scenes/script/values.ts';
import decoding from '../../../scenes/07-architecture/decoding-strategies.capture.ts';
import {readWays} from '../../../scenes/07-architecture/decoding-strategies.facts.ts';
import head from '../../../scenes/07-architecture/lm-head.capture.ts';
import {readHead} from '../../../scenes/07-architecture/lm-head.facts.ts';
import loop from '../../../scenes/07-architecture/one-token-at-a-time.capture.ts';
import {readLoop} from '../../../scenes/07-architecture/one-token-at-a-time.facts.ts';
import box from '../../../scenes/07-architecture/open-the-box.capture.ts';
import {readBox} from '../../../scenes/07-architecture/open-the-box.facts.ts';
import tracks from '../../../scenes/07-architecture/parallel-tracks.capture.ts';
import {readTracks} from '../../../scenes/07-architecture/parallel-tracks.facts.ts';
import shelf from '../../../scenes/07-architecture/shelf-fills.capture.ts';
import {readShelf} from '../../../scenes/07-architecture/shelf-fills.facts.ts';
import both from '../../../scenes/07-architecture/with-and-without-cache.capture.ts';
import {readBoth} from '../../../scenes/07-architecture/with-and-without-cache.facts.ts';
import layer from '../../../scenes/08-transformer-block/expand-fire-contract.capture.ts';
import {readLayer} from '../../../scenes/08-transformer-block/expand-fire-contract.facts.ts';
import neurons from '../../../scenes/08-transformer-block/neurons-to-answer.capture.ts';
import {readNeurons} from '../../../scenes/08-transformer-block/neurons-to-answer.facts.ts';
import lens from '../../../scenes/08-transformer-block/when-does-it-know.capture.ts';
import {readLens} from '../../../scenes/08-transformer-block/when-does-it-know.facts.ts';
import parts from '../../../scenes/08-transformer-block/who-wrote-it.capture.ts';
import {readParts} from '../../../scenes/08-transformer-block/who-wrote-it.facts.ts';

/** Scenes that ask the decoder, each with what its captions may name. */
export const FACTS_OF = {
  '07-architecture/decoding-strategies': (files: CaptureFiles) =>
    readWays(openCapture(decoding, files)).facts,
  '07-architecture/lm-head': files => readHead(openCapture(head, files)).facts,
  '07-architecture/one-token-at-a-time': files =>
    readLoop(openCapture(loop, files)).facts,
  '07-architecture/open-the-box': files => readBox(openCapture(box, files)).facts,
  '07-architecture/parallel-tracks': files =>
    readTracks(openCapture(tracks, files)).facts,
  '07-architecture/shelf-fills': files => readShelf(openCapture(shelf, files)).facts,
  '07-architecture/with-and-without-cache': files =>
    readBoth(openCapture(both, files)).facts,
  '08-transformer-block/expand-fire-contract': files =>
    readLayer(openCapture(layer, files)).facts,
  '08-transformer-block/neurons-to-answer': files =>
    readNeurons(openCapture(neurons, files)).facts,
  '08-transformer-block/when-does-it-know': files =>
    readLens(openCapture(lens, files)).facts,
  '08-transformer-block/who-wrote-it': files =>
    readParts(openCapture(parts, files)).facts,
} satisfies Record<string, (files: CaptureFiles) => ScriptValues>;
