import type {NeuronsResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Which neurons write the answer, and what else they speak for. */
export interface CapturedNeurons extends NeuronsResult {
  /** What a unit of the n-th of `neurons` adds to the stream, `[d_model]`. */
  row(place: number): Tensor;
  /** What each of `neurons` adds to the stream with its activation, `[neuron, d_model]`. */
  written: Tensor;
}

export function openNeurons(reader: CaptureReader): CapturedNeurons {
  const result = resultOf(reader, 'neurons');
  return {
    ...result,
    written: reader.tensor('neurons.written'),
    row(place) {
      const {layer} = result.neurons[place];
      return reader.tensor('neurons.rows', {layer}).at(place);
    },
  };
}
