import type {RouterResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Which experts read which token. */
export interface CapturedRouter {
  /** Chosen experts and their weights per position, by layer. */
  layers: RouterResult['layers'];
  /** Chosen experts and their weights of one layer. */
  layer(layer: number): RouterResult['layers'][number];
  /** The router's scores `[position, expert]`, where they were asked for. */
  scores(layer: number): Tensor;
  /** Their softmax over all experts, where it was asked for. */
  probabilities(layer: number): Tensor;
  /**
   * What the chosen experts made of each token `[position, choice, d_model]`, best first,
   * before it is weighed; `null` where that was not asked for, or the model's graph does
   * not have it.
   */
  outputs(layer: number): Tensor | null;
}

const OUTPUTS = 'mlp.hook_expert_out';

export function openRouter(reader: CaptureReader): CapturedRouter {
  const {layers} = resultOf(reader, 'router');
  return {
    layers,
    layer(layer) {
      const found = layers.find(one => one.layer === layer);
      if (!found) throw new RangeError(`the experts of layer ${layer} were not captured`);
      return found;
    },
    scores: layer => reader.block(layer, 'mlp.hook_router_scores'),
    probabilities: layer => reader.block(layer, 'mlp.hook_router_probs'),
    outputs: layer => (reader.has(layer, OUTPUTS) ? reader.block(layer, OUTPUTS) : null),
  };
}
