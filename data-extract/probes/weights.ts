import {UserError} from '../../foundations/user-error.ts';
import {ROLES_OF_WEIGHTS, weightNamed} from '../graph/name-weight.ts';
import {WeightReader} from '../graph/weights.ts';
import type {OpenModel} from '../run/open-model.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import type {CapturedToken} from '../text/token.ts';
import type {ModelProbe, NamedTensor} from './probe.ts';

export interface WeightsRequest {
  /**
   * By what it does: `embed` or `unembed` `[vocab, d_model]`, `blocks.{l}.attn.W_Q`,
   * `W_K`, `W_V` `[d_model, head x d_head]`, `W_O` `[head x d_head, d_model]`,
   * `blocks.{l}.mlp.W_out` `[d_mlp, d_model]`; or by its name in the model file, with the
   * axes that it has there. The tensor is `weights.{name}` `[row, column]`.
   */
  name: string;
  /** Rows by number; `tokens` means those of the captured tokens. */
  rows: readonly number[] | 'tokens';
  /** Entries of each row, from the first to before the second. Default all. */
  columns?: readonly [from: number, to: number];
}

/** Rows of weights as they stand in the file, `weights.{name}` `[row, column]`. */
export const weights: ModelProbe<WeightsRequest | readonly WeightsRequest[]> = {
  defaults: null,
  tensors: kindsOf('weight', ['row', 'column'], 'weights.{name}'),
  read: ({open, tokens}, requests) => ({
    tensors: ('name' in requests ? [requests] : requests).map(request =>
      rowsOf(open, request, tokens),
    ),
    result: null,
  }),
};

function rowsOf(
  {main, encoder}: OpenModel,
  {name, rows, columns}: WeightsRequest,
  tokens: readonly CapturedToken[],
): NamedTensor {
  for (const stage of [main, ...(encoder ? [encoder] : [])]) {
    const found = weightNamed(stage.map, name);
    if (!found) continue;
    const wanted = rows === 'tokens' ? tokens.map(({id}) => id) : rows;
    const reader = new WeightReader(stage.files);
    try {
      const read = reader.rows(found.tensor, wanted, {turned: found.turned, columns});
      return {
        name: `weights.${name}`,
        data: read.data,
        shape: [wanted.length, read.columns],
        axes: ['row', 'column'],
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new UserError(
        'probe',
        `probes.weights: ${error.message}.`,
        'Name rows and columns that are there.',
      );
    } finally {
      reader.close();
    }
  }
  const names = [...main.map.graph.initializers.values()]
    .filter(({dims}) => dims.length === 2)
    .map(tensor => tensor.name);
  throw new UserError(
    'probe',
    `probes.weights: the model has no weight "${name}" that can be read by rows.`,
    `There are ${ROLES_OF_WEIGHTS.join('; ')}, where they are not packed; and names of the file, for example ${names.slice(0, 5).join(', ')}.`,
  );
}
