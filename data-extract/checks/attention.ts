import type {AttentionParts} from '../graph/model-map.ts';
import {joinNeeds, needsOf, sizeNeeds} from '../stage/attention-sizes.ts';
import {
  contextError,
  contextNeeds,
  lookedPattern,
  softmaxDifference,
} from '../stage/attention-values.ts';
import {joinExtras} from '../stage/extras.ts';
import {fitScale, scaleNeeds} from '../stage/fit-scale.ts';
import {counted, lookedAt, remadeOf} from '../stage/looked-at.ts';
import {rowsAt, sampleRows} from '../stage/samples.ts';
import {shadowOf, valueOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {causalError, rowSumError, softmaxError} from './invariants.ts';
import {relativeError} from '../numbers/relative-error.ts';
import type {Check, CheckPart} from './part.ts';
import {rotationChecks, turnedNeeds} from './rotation.ts';

/**
 * Of an attention: rows sum to 1 and obey the mask, the softmax of the scores is the
 * pattern, the scores are scaled products of queries and keys, the weighted values are
 * what leaves it, turning positions in keeps lengths, and a fused operator that was done
 * again gave the same. In a long text some queries speak for all.
 */
export function attentionPart(context: StageContext, site: AttentionParts): CheckPart {
  const {softmax} = site;
  const shadow = shadowOf(context, site);
  const remadeSoftmax = softmaxDifference(context, site);
  const needs = [
    sizeNeeds(context, site),
    scaleNeeds(context, site),
    contextNeeds(context, site),
    turnedNeeds(context, site),
    needsOf(
      [site.pattern, ...(softmax && !remadeSoftmax ? Object.values(softmax) : [])].map(
        tensor => sampleRows(context, tensor, 'looked'),
      ),
    ),
    ...(remadeSoftmax ? [joinNeeds([remadeSoftmax])] : []),
  ];
  return {
    outputs: [...needs.flatMap(({outputs}) => outputs), ...shadow.equal.flat()],
    extras: joinExtras([shadow, ...needs.map(({extras}) => extras)]),
    check(run) {
      const {queries, ...pattern} = lookedPattern(run, site);
      const looked = lookedAt(queries);
      const rows = counted(looked, queries);
      const remade = counted(remadeOf(queries), queries);
      const checks: Check[] = [
        {name: 'pattern rows sum to 1', error: rowSumError(pattern, site.sink), rows},
      ];
      if (site.role === 'self' && context.causal) {
        const error = causalError(pattern, looked, queries, context.tokens);
        checks.push({name: 'pattern obeys the causal mask', error, rows});
      }
      if (softmax) {
        const error =
          remadeSoftmax?.read(run) ??
          softmaxError(
            rowsAt(run, softmax.input, 'looked'),
            rowsAt(run, softmax.output, 'looked'),
          );
        checks.push({name: 'softmax(scores) = pattern', error, rows});
      }
      // What rounded values make is only nearly what they make before that.
      const z = site.rounded ? null : contextError(run, site);
      if (z !== null) checks.push({name: 'pattern x v = z', error: z, rows: remade});
      const fit = site.rounded ? null : fitScale(run, site);
      if (fit) {
        const {error} = fit;
        checks.push({name: 'scale x q x k = scores', error, rows: remade});
      }
      for (const [again, original] of shadow.equal) {
        const [a, b] = [valueOf(run, again), valueOf(run, original)];
        const error = relativeError(a.data, b.data);
        checks.push({name: 'fused attention done again = original', error});
      }
      return [...checks, ...rotationChecks(run, site)];
    },
  };
}
