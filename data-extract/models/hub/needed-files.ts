import type {ModelDtype} from '../../course/roles.ts';
import {chooseGraphs} from '../choose-graphs.ts';

/** Small files that are taken where a repository has them. */
const SMALL = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
];

/**
 * The files of a repository that a model of one precision needs.
 *
 * @param paths - All files of the repository.
 * @returns In the order of `paths`.
 * @throws UserError where there is no graph of that precision.
 */
export function neededFiles(
  paths: readonly string[],
  dtype: ModelDtype | undefined,
): string[] {
  const inOnnx = paths.filter(path => /^onnx\/[^/]+\.onnx$/.test(path));
  const graphs =
    inOnnx.length > 0 ? inOnnx : paths.filter(path => /^[^/]+\.onnx$/.test(path));
  const chosen = chooseGraphs(
    graphs.map(path => ({path, absolute: path})),
    dtype,
  );
  const used = [chosen.encoder, chosen.main, chosen.withPast].flatMap(
    graph => graph?.path ?? [],
  );
  const isWeights = (path: string): boolean =>
    used.some(
      graph => path === `${graph}.data` || /^_data(?:_\d+)?$/.test(after(path, graph)),
    );
  return paths.filter(
    path => SMALL.includes(path) || used.includes(path) || isWeights(path),
  );
}

const after = (path: string, start: string): string =>
  path.startsWith(start) ? path.slice(start.length) : '';
