import {openCapture} from '../../../../scenes/captured/open-capture.ts';
import gated from '../../../../scenes/10-model-example/gate.capture.ts';
import plain from '../../../../scenes/10-model-example/gate.encoder.capture.ts';
import {readGate} from '../../../../scenes/10-model-example/gate.facts.ts';
import modules from '../../../../scenes/10-model-example/print-model.capture.ts';
import {readModules} from '../../../../scenes/10-model-example/print-model.facts.ts';
import shapes from '../../../../scenes/10-model-example/shapes-walk.capture.ts';
import {readShapes} from '../../../../scenes/10-model-example/shapes-walk.facts.ts';
import parameters from '../../../../scenes/10-model-example/where-parameters.capture.ts';
import {readParameters} from '../../../../scenes/10-model-example/where-parameters.facts.ts';
import tiles from '../../../../scenes/11-recent-improvements/flash-tiles.capture.ts';
import {readTiles} from '../../../../scenes/11-recent-improvements/flash-tiles.facts.ts';
import windows from '../../../../scenes/11-recent-improvements/local-masks.capture.ts';
import {
  readRules,
  readWindows,
} from '../../../../scenes/11-recent-improvements/local-masks.facts.ts';
import rotation from '../../../../scenes/11-recent-improvements/rotary-positions.capture.ts';
import {readRotation} from '../../../../scenes/11-recent-improvements/rotary-positions.facts.ts';
import heads from '../../../../scenes/11-recent-improvements/shared-heads.capture.ts';
import {
  readHeads,
  readSharing,
} from '../../../../scenes/11-recent-improvements/shared-heads.facts.ts';
import norm from '../../../../scenes/11-recent-improvements/two-norms.capture.ts';
import rootNorm from '../../../../scenes/11-recent-improvements/two-norms.decoder.capture.ts';
import {readNorm} from '../../../../scenes/11-recent-improvements/two-norms.facts.ts';
import {openModelSizes} from '../../../../scenes/captured/model-sizes.ts';
import type {FactsOf} from './facts-of-scene.ts';

/** Scenes of lessons 10 and 11, which ask a decoder, an encoder or one with windows. */
export const UP_CLOSE: FactsOf = {
  '10-model-example/gate': async files =>
    readGate(
      openCapture(gated, await files()),
      openCapture(plain, await files('encoder')),
    ).facts,
  '10-model-example/print-model': async files =>
    readModules(openCapture(modules, await files())).facts,
  '10-model-example/shapes-walk': async files =>
    readShapes(openCapture(shapes, await files())).facts,
  '10-model-example/where-parameters': async files =>
    readParameters(
      openCapture(parameters, await files()),
      openModelSizes(await files('known')),
    ).facts,
  '11-recent-improvements/flash-tiles': async files =>
    readTiles(openCapture(tiles, await files())).facts,
  '11-recent-improvements/local-masks': async files => ({
    ...readRules().facts,
    real: readWindows(openCapture(windows, await files())).facts,
  }),
  '11-recent-improvements/rotary-positions': async files =>
    readRotation(openCapture(rotation, await files())).facts,
  '11-recent-improvements/shared-heads': async files => ({
    ...readSharing(openModelSizes(await files('sizes'))).facts,
    real: readHeads(openCapture(heads, await files())).facts,
  }),
  '11-recent-improvements/two-norms': async files => ({
    first: readNorm(openCapture(norm, await files())).facts,
    second: readNorm(openCapture(rootNorm, await files('decoder'))).facts,
  }),
};
