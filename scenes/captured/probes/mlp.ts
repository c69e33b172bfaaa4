import type {ActivationSpread, MlpResult} from '../../../data-extract/capture/format.ts';
import type {MlpRequest} from '../../../data-extract/declare/declaration.ts';
import {inStacks, resultOf} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Feed-forward layers. */
export interface CapturedMlp {
  /** Name of the activation function, e.g. `silu`. */
  activation: string;
  /** `gated` where the activation is multiplied with a second product. */
  kind: MlpResult['kind'];
  /** Number of neurons. */
  width: number;
  /** Activations of a layer `[position, d_mlp]`. */
  of(part: NonNullable<MlpRequest['of']>[number], layer: number): Tensor;
  /** How activations are spread at each position, where bins were asked for. */
  spread(layer: number): readonly ActivationSpread[];
  /** The strongest neurons of each position, where `top` was asked for. */
  strongest(layer: number): MlpResult['layers'][number]['positions'];
}

export const openMlp = (reader: CaptureReader): InStacks<CapturedMlp> =>
  inStacks(reader, own => {
    const {activation, kind, width, layers, spread = []} = resultOf(own, 'mlp');
    return {
      activation,
      kind,
      width,
      of: (part, layer) => own.block(layer, `mlp.hook_${part}`),
      spread(layer) {
        const found = spread.find(one => one.layer === layer);
        if (!found) throw new RangeError(`the spread of layer ${layer} was not captured`);
        return found.positions;
      },
      strongest(layer) {
        const found = layers.find(one => one.layer === layer);
        if (!found) {
          throw new RangeError(
            `the strongest neurons of layer ${layer} were not captured`,
          );
        }
        return found.positions;
      },
    };
  });
