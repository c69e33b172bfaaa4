import type {ModelDtype} from '../course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A graph of a model folder. */
export interface GraphFile {
  /** Relative to the folder. */
  path: string;
  absolute: string;
}

/** The graphs of a model that are used. */
export interface ChosenGraphs {
  /** Reads a text and hands states to a decoder; `null` where there is one graph. */
  encoder: GraphFile | null;
  /** The decoder of the two, or the only graph. */
  main: GraphFile;
  /** A second file of the decoder that reads a cache, `null` where the main one does. */
  withPast: GraphFile | null;
}

/** Endings of file names by precision, most common first, as transformers.js names them. */
const SUFFIXES: Readonly<Record<ModelDtype, readonly string[]>> = {
  fp32: [''],
  fp16: ['_fp16'],
  q8: ['_quantized', '_int8', '_uint8'],
  q4: ['_q4', '_bnb4'],
  q4f16: ['_q4f16'],
};

/**
 * Choose the graphs of a folder by their names.
 *
 * @param graphs - All graphs.
 * @param dtype - Precision of the weights where there are several files.
 * @throws UserError where none fits.
 */
export function chooseGraphs(
  graphs: readonly GraphFile[],
  dtype?: ModelDtype,
): ChosenGraphs {
  const suffixes = suffixesOf(dtype ?? 'fp32');
  const find = (...stems: string[]): GraphFile | null => {
    for (const suffix of suffixes) {
      for (const stem of stems) {
        const found = graphs.find(
          ({path}) => path.split('/').at(-1) === `${stem}${suffix}.onnx`,
        );
        if (found) return found;
      }
    }
    return null;
  };
  const encoder = find('encoder_model', 'encoder');
  const decoder = find('decoder_model_merged', 'decoder_model', 'decoder');
  const withPast = find('decoder_with_past_model', 'decoder_model_with_past');
  const single = find(
    'model',
    'decoder_model_merged',
    'decoder_model',
    'encoder_model',
    'model_merged',
  );
  if (encoder && decoder)
    return {encoder, main: decoder, withPast: merged(decoder) ? null : withPast};
  // A file of another name than exporters give it is taken where nothing else was asked for.
  const isFree =
    dtype === undefined || (dtype === 'fp32' && precisionOf(graphs[0]) === dtype);
  const only = single ?? (graphs.length === 1 && isFree ? graphs[0] : null);
  if (only) return {encoder: null, main: only, withPast: merged(only) ? null : withPast};
  const there = [...new Set(graphs.map(precisionOf))];
  if (there.includes(dtype ?? 'fp32')) {
    throw new UserError(
      'model-graphs',
      `None of the files ${graphs.map(({path}) => path).join(', ')} has a name by which its graph is known.`,
      `Give the path of one of them, or call it model${SUFFIXES[dtype ?? 'fp32'][0]}.onnx.`,
    );
  }
  throw new UserError(
    'model-graphs',
    `The model has no graph of dtype ${dtype ?? 'fp32'} (it has ${graphs.map(({path}) => path).join(', ')}).`,
    there.length === 1 && dtype !== undefined
      ? `Leave --dtype out, or give ${there[0]}.`
      : `Give --dtype ${there.join(' or ')}.`,
  );
}

/** @throws UserError where a text names no precision. */
function suffixesOf(dtype: string): readonly string[] {
  if (Object.hasOwn(SUFFIXES, dtype)) return SUFFIXES[dtype as ModelDtype];
  const known = Object.keys(SUFFIXES).join(', ');
  throw new UserError('dtype', `There is no dtype "${dtype}".`, `There are ${known}.`);
}

/** The precision that the name of a file speaks of. */
function precisionOf({path}: GraphFile): ModelDtype {
  const all = Object.entries(SUFFIXES) as [ModelDtype, readonly string[]][];
  const named = all.find(([, suffixes]) =>
    suffixes.some(suffix => suffix !== '' && path.endsWith(`${suffix}.onnx`)),
  );
  return named?.[0] ?? 'fp32';
}

const merged = ({path}: GraphFile): boolean => path.includes('merged');

/** Those files of a model that graphs are made of: themselves and their weights. */
export function usedFiles<F extends {path: string; of?: string}>(
  files: readonly F[],
  {encoder, main, withPast}: ChosenGraphs,
): F[] {
  const graphs = [encoder, main, withPast].flatMap(file => file?.path ?? []);
  // Weights beside a graph are named after it: model.onnx_data, model.onnx_data_1 ...
  const belongs = (path: string): boolean =>
    graphs.some(
      graph =>
        path === graph || path.startsWith(`${graph}_data`) || path === `${graph}.data`,
    );
  return files.filter(({path, of}) => belongs(path) || graphs.includes(of ?? ''));
}
