import type {CapturedToken} from '../capture/format.ts';
import type {WeightsRequest} from '../declaration.ts';
import type {OnnxTensor} from '../graph/onnx.ts';
import {WeightReader} from '../graph/weights.ts';
import type {OpenModel} from '../run/open-model.ts';
import {UserError} from '../user-error.ts';
import type {Found} from './probe.ts';

/** Rows of a weight as they stand in the file, `weights.{name}` `[row, column]`. */
export function weightRows(
  {main, encoder}: OpenModel,
  {name, rows}: WeightsRequest,
  tokens: readonly CapturedToken[],
): Found {
  for (const stage of [main, ...(encoder ? [encoder] : [])]) {
    const tensor = find(
      stage.map.graph.initializers,
      name,
      stage.map.embedding?.table ?? null,
    );
    if (!tensor) continue;
    const wanted = rows === 'tokens' ? tokens.map(({id}) => id) : rows;
    const reader = new WeightReader(stage.files);
    try {
      const {data, columns} = reader.rows(tensor, wanted);
      return {
        tensors: [
          {
            name: `weights.${name}`,
            data,
            shape: [wanted.length, columns],
            axes: ['row', 'column'],
          },
        ],
        results: {},
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new UserError(
        'probe',
        `probes.weights: ${error.message}.`,
        'Name rows that are there.',
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
    `probes.weights: the model has no weight "${name}".`,
    `Weights with rows are, for example, ${names.slice(0, 5).join(', ')}.`,
  );
}

function find(
  initializers: ReadonlyMap<string, OnnxTensor>,
  name: string,
  table: string | null,
): OnnxTensor | null {
  if (name === 'embed') return table === null ? null : (initializers.get(table) ?? null);
  return initializers.get(name) ?? initializers.get(`${name}_fp16`) ?? null;
}
