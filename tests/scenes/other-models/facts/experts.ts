import {openCapture} from '../../../../scenes/captured/open-capture.ts';
import even from '../../../../scenes/12-mixture-of-experts/balance-and-capacity.capture.ts';
import skewed from '../../../../scenes/12-mixture-of-experts/balance-and-capacity.unbalanced.capture.ts';
import {readBalance} from '../../../../scenes/12-mixture-of-experts/balance-and-capacity.facts.ts';
import layer from '../../../../scenes/12-mixture-of-experts/one-ffn-becomes-many.capture.ts';
import {readLayer} from '../../../../scenes/12-mixture-of-experts/one-ffn-becomes-many.facts.ts';
import routes from '../../../../scenes/12-mixture-of-experts/route-through-layers.capture.ts';
import {readRoutes} from '../../../../scenes/12-mixture-of-experts/route-through-layers.facts.ts';
import routing from '../../../../scenes/12-mixture-of-experts/token-meets-router.capture.ts';
import {readRouting} from '../../../../scenes/12-mixture-of-experts/token-meets-router.facts.ts';
import use from '../../../../scenes/12-mixture-of-experts/who-uses-which-expert.capture.ts';
import {readUse} from '../../../../scenes/12-mixture-of-experts/who-uses-which-expert.facts.ts';
import {openModelSizes} from '../../../../scenes/captured/model-sizes.ts';
import type {FactsOf} from './facts-of-scene.ts';

/** Scenes of lesson 12, which ask a model with experts. */
export const EXPERTS: FactsOf = {
  '12-mixture-of-experts/balance-and-capacity': async files =>
    readBalance(
      openCapture(even, await files()),
      openCapture(skewed, await files('unbalanced')),
    ).facts,
  '12-mixture-of-experts/one-ffn-becomes-many': async files =>
    readLayer(openCapture(layer, await files()), openModelSizes(await files('known')))
      .facts,
  '12-mixture-of-experts/route-through-layers': async files =>
    readRoutes(openCapture(routes, await files())).facts,
  '12-mixture-of-experts/token-meets-router': async files =>
    readRouting(openCapture(routing, await files())).facts,
  '12-mixture-of-experts/who-uses-which-expert': async files =>
    readUse(openCapture(use, await files())).facts,
};
