import type {CapturedToken} from '../text/token.ts';
import type {WeightsRequest} from '../declare/declaration.ts';
import {ROLES_OF_WEIGHTS, weightNamed} from '../graph/name-weight.ts';
import {WeightReader} from '../graph/weights.ts';
import type {OpenModel} from '../run/open-model.ts';
import {UserError} from '../foundations/user-error.ts';
import type {Found, NamedTensor} from './probe.ts';

/** Rows of weights as they stand in the file, `weights.{name}` `[row, column]`. */
export const weightRows = (
  open: OpenModel,
  requests: WeightsRequest | readonly WeightsRequest[],
  tokens: readonly CapturedToken[],
): Found => ({
  tensors: ('name' in requests ? [requests] : requests).map(request =>
    rowsOf(open, request, tokens),
  ),
  results: {},
});

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
