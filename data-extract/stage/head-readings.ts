import type {AttentionSite} from '../graph/model-map.ts';
import {DataType, makeNode, makeTensor} from '../graph/onnx.ts';
import type {HeadJudgement, PatternTokens} from './head-judgement.ts';
import {NO_EXTRAS} from './extras.ts';
import {TO_FLOAT} from './stacks.ts';
import {isLong} from './long-text.ts';
import {leavesWhole, ofKeys, sizesList} from './samples.ts';
import type {Sample, SampledContext, SampledRun} from './samples.ts';
import {patternOf, valueOf} from './stage-run.ts';
import {readingsOf} from './select-heads.ts';
import type {LayerReadings} from './select-heads.ts';

/** What a rule reads of an attention. */
export interface Reading {
  /** The rule's name among those of the text. */
  name: string;
  site: AttentionSite;
  judgement: HeadJudgement;
  tokens: PatternTokens;
}

/** Whether it is taken in the graph; where it is not, the whole pattern leaves it. */
const isTaken = (context: SampledContext, {site, tokens}: Reading): boolean =>
  !leavesWhole(context, site.pattern) &&
  isLong(tokens.queries.length, tokens.keys.length);

/** What has to leave the graph for a reading. */
export function readingSample(context: SampledContext, reading: Reading): Sample {
  const {site, judgement} = reading;
  if (!isTaken(context, reading)) return {output: site.pattern, extras: NO_EXTRAS};
  return judgement.entries === null
    ? entropiesSample(reading)
    : entriesSample(reading, judgement.entries);
}

/** What {@link readingSample} has let out. */
export function readLayer(run: SampledRun, reading: Reading): LayerReadings {
  const {site, judgement, tokens} = reading;
  const {layer} = site;
  if (!isTaken(run, reading)) {
    const {data, shape} = patternOf(run, site.pattern);
    return readingsOf({layer, heads: shape[0], data}, judgement, tokens);
  }
  const {data} = valueOf(run, readingSample(run, reading).output);
  const count = judgement.entries?.length ?? tokens.queries.length;
  return {
    layer,
    heads: data.length / count,
    read: head => data.subarray(head * count, (head + 1) * count),
  };
}

/** Some entries of each head's pattern, `[head, entry]`. */
function entriesSample(
  {name, site, tokens}: Reading,
  entries: readonly number[],
): Sample {
  const size = tokens.queries.length * tokens.keys.length;
  const flat = {name: `aim/heads/${name}/flat`, values: [-1, size]};
  const list = {name: `aim/heads/${name}/entries`, values: entries};
  const own = (part: string): string => `aim/heads/${name}/${site.pattern}/${part}`;
  const nodes = [
    makeNode('Reshape', [site.pattern, flat.name], [own('flat')]),
    makeNode('Gather', [own('flat'), list.name], [own('read')], {axis: {i: 1}}),
  ];
  return {output: own('read'), extras: {...NO_EXTRAS, nodes, lists: [flat, list]}};
}

/** So small a share adds nothing to an entropy, and has a logarithm. */
const SMALL = 1e-30;

/** The entropy of each row of each head's pattern, `[.., query]`. */
function entropiesSample({site}: Reading): Sample {
  const whose = ofKeys(site);
  const own = (part: string): string => `aim/entropies/${site.pattern}/${part}`;
  const constants = [
    makeTensor(own('small'), [1], DataType.float, [SMALL]),
    makeTensor(own('minus'), [1], DataType.float, [-1]),
  ];
  const nodes = [
    makeNode('Cast', [site.pattern], [own('wide')], TO_FLOAT),
    makeNode('Max', [own('wide'), own('small')], [own('some')]),
    makeNode('Log', [own('some')], [own('log')]),
    makeNode('Mul', [own('wide'), own('log')], [own('terms')]),
    makeNode('Expand', [own('minus'), sizesList('length', whose)], [own('minuses')]),
    makeNode('MatMul', [own('terms'), own('minuses')], [own('read')]),
  ];
  return {output: own('read'), extras: {...NO_EXTRAS, nodes, constants}};
}
