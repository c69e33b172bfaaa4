import type {HeadRule} from '../../data-extract/stage/head-rule.ts';
import {selectHead} from '../../data-extract/stage/select-heads.ts';
import {openCapture} from '../captured/open-capture.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import {Tensor} from '../captured/tensor.ts';
import {pool} from '../components/pool.ts';
import {asPickError, depthOf, layersWith, placeOf} from './attention-source.ts';
import type {AttentionFacts, AttentionSource, HeadPlace} from './attention-source.ts';
import type {FigureOptions} from './figure-kind.ts';
import {unpadded} from './unpadded-patterns.ts';
import type {UnpaddedPatterns} from './unpadded-patterns.ts';
import {tokensRead} from './without-padding.ts';

/** Whole patterns with the tokens that they are about, without padding. */
export interface OpenedPatterns extends AttentionSource {
  patterns: UnpaddedPatterns;
  /** @param among - Layers that may be chosen from; default all that were captured. */
  pick(rule: HeadRule, among?: readonly number[]): HeadPlace;
}

const PATTERN = {pattern: true} as const;
/** A capture is opened with nothing but probes: what it was asked, it says itself. */
const NOTHING = {role: 'decoder', text: '', probes: {}} as const;
/** Small patterns are drawn with at most so many cells each way. */
export const MOST_CELLS = 32;

/** The attention of a capture that `of` names. @throws UserError where it has no such. */
export function openPatterns(
  files: CaptureFiles,
  {of}: Pick<FigureOptions, 'of'>,
): OpenedPatterns {
  const found = factsOf(files, of);
  const {patterns} = found;
  return {
    ...found,
    heads: layer => patterns.patterns(layer).shape[0],
    row: ({layer, head}, query) => patterns.pattern(layer, head).at(query),
    cells: layer => cellsOf(patterns.patterns(layer), layer),
    pick(rule, among = found.layers) {
      const all = among.map(layer => {
        const {shape, data} = patterns.patterns(layer);
        return {layer, heads: shape[0], data};
      });
      try {
        return selectHead('pick', rule, all, found);
      } catch (error) {
        throw asPickError(error);
      }
    },
  };
}

function factsOf(
  files: CaptureFiles,
  of: FigureOptions['of'],
): AttentionFacts & Pick<OpenedPatterns, 'patterns'> {
  const {stack, hook} = placeOf(files, of);
  const {tokens, target, source} = openCapture(NOTHING, files);
  const read = tokensRead({tokens, target});
  const layers = layersWith(files, stack, hook);
  const common = {layers, depth: depthOf(files, stack, layers), source};
  if (of === 'cross') {
    const {crossAttention: patterns} = openCapture(
      {...NOTHING, probes: {crossAttention: PATTERN}},
      files,
    );
    return {
      ...common,
      ...unpadded(patterns, read, tokens),
      causal: false,
      isCross: true,
    };
  }
  const {attention: own} = openCapture({...NOTHING, probes: {attention: PATTERN}}, files);
  const patterns = of === 'encoder' ? own.in('encoder') : own;
  const text = of === 'encoder' ? tokens : read;
  const {causal} = patterns.facts(layers[0]);
  return {...common, ...unpadded(patterns, text, text), causal, isCross: false};
}

/** All heads of a layer with few cells. */
function cellsOf(whole: Tensor, layer: number): Tensor {
  const [count, queries, keys] = whole.shape;
  const perRow = Math.ceil(queries / MOST_CELLS);
  const perColumn = Math.ceil(keys / MOST_CELLS);
  const rows = Math.ceil(queries / perRow);
  const columns = Math.ceil(keys / perColumn);
  const heads = Array.from({length: count}, (_, head) => {
    const {data} = whole.at(head);
    const means = pool(data, keys, {rows, columns, perRow, perColumn});
    // What a block of keys has together, so that rows still sum to 1 and can be seen.
    const cells = means.map((mean, i) => {
      const first = (i % columns) * perColumn;
      return mean * Math.min(perColumn, keys - first);
    });
    return new Tensor(cells, [rows, columns], ['query', 'key'], whole.source);
  });
  return Tensor.stack(heads, 'head').from({layer});
}
