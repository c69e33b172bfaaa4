import type {AttentionCore} from './attention-core.ts';
import {causalByMask} from './causal.ts';
import type {Addition} from './find-additions.ts';
import {isLinear, linearInputs, weightWidth} from './graph-index.ts';
import type {GraphIndex} from './graph-index.ts';
import type {AttentionParts, AttentionSite} from './model-map.ts';
import {nodesBetween} from './paths.ts';
import {isRounded} from './same-values.ts';
import {linearResult, traceProjection} from './trace.ts';
import type {Projection, Tap} from './trace.ts';

/** Follow an attention's parts: where queries, keys and values come from, where it ends. */
export function placeAttention(
  index: GraphIndex,
  core: AttentionCore,
  {source, branch}: Addition,
  layer: number,
  role: AttentionSite['role'],
): AttentionSite {
  return {
    layer,
    ...partsOf(index, core, role, source),
    context: core.context,
    output: outputOf(index, core.context.tensor, branch),
  };
}

/**
 * The parts of an attention apart from its output projection.
 *
 * @param source - What the block reads; `null` where no block is known.
 */
export function partsOf(
  index: GraphIndex,
  core: AttentionCore,
  role: AttentionSite['role'],
  source: string | null,
): AttentionParts {
  const {form, node, pattern, softmax, scores, context, softcap, sink, shadow, identity} =
    core;
  const keySource = role === 'cross' ? null : source;
  const trace = (
    stream: string | null,
    tap: Tap,
    rotated: Tap | undefined,
  ): Projection | null => {
    const found = traceProjection(index, stream, tap);
    if (!found || !rotated) return found;
    const turned = !found.changed || found.turned;
    return {...found, rotated, changed: true, turned, rotary: true};
  };
  return {
    role,
    form,
    node: node.name,
    pattern,
    softmax,
    scores,
    context,
    query: trace(source, core.query, core.rotated?.query),
    key: trace(keySource, core.key, core.rotated?.key),
    value: trace(keySource, core.value, undefined),
    output: null,
    causal: core.causal ?? causalByMask(index, core),
    softcap,
    sink,
    shadow,
    identity,
    rounded: [core.query, core.key, core.value].some(({tensor}) =>
      isRounded(index, tensor),
    ),
  };
}

/** The linear layer that follows the weighted values. */
function outputOf(
  index: GraphIndex,
  context: string,
  branch: string,
): AttentionSite['output'] {
  const linear = nodesBetween(index, context, branch).find(node => isLinear(index, node));
  if (!linear) return null;
  return {
    ...linearInputs(index, linear),
    product: linear.outputs[0],
    result: linearResult(index, linear),
    width: weightWidth(index, linear),
  };
}
