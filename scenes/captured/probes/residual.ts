import type {ResidualRequest} from '../../../data-extract/declare/declaration.ts';
import {inStacks} from '../reader.ts';
import type {CaptureReader, InStacks} from '../reader.ts';
import {Tensor} from '../tensor.ts';

/** The residual stream, `[position, d_model]` per layer. */
export interface CapturedResidual {
  /** Number of layers of the model, whether captured or not. */
  layers: number;
  /** The stream at a point of a block, `[position, d_model]`. */
  at(point: ResidualRequest['at'][number], layer: number): Tensor;
  /** How long its vectors are, `[position]`. */
  lengths(point: ResidualRequest['at'][number], layer: number): Tensor;
  /** Whether it is there: a block that adds everything at once has no `mid`. */
  has(point: ResidualRequest['at'][number], layer: number): boolean;
}

export const openResidual = (reader: CaptureReader): InStacks<CapturedResidual> =>
  inStacks(reader, own => ({
    layers: own.layers,
    at: (point, layer) => own.block(layer, `hook_resid_${point}`),
    lengths(point, layer) {
      const hook = `hook_resid_${point}`;
      return own.has(layer, `${hook}_length`)
        ? own.block(layer, `${hook}_length`)
        : lengthsOf(own.block(layer, hook));
    },
    has: (point, layer) => own.has(layer, `hook_resid_${point}`),
  }));

/** As long as the vectors of a capture are, of which only these were kept. */
function lengthsOf(vectors: Tensor): Tensor {
  const {shape, axes, source} = vectors;
  const lengths = Array.from({length: shape[0]}, (_, i) =>
    Math.hypot(...vectors.at(i).data),
  );
  return Tensor.of(lengths, axes[0], source);
}
