import type {BlockSite} from '../graph/model-map.ts';
import {needsOf} from '../stage/attention-sizes.ts';
import {rowsAt, sampleRows} from '../stage/samples.ts';
import type {SampledContext} from '../stage/samples.ts';
import {sumError} from './invariants.ts';
import type {CheckPart} from './part.ts';

type Step = BlockSite['steps'][number];

const NAMES: Readonly<Record<Step['part'], string>> = {
  attention: 'resid_mid = resid_pre + attn_out',
  cross: 'resid_mid_cross = resid_mid + cross_attn_out',
  mlp: 'resid_post = resid_mid + mlp_out',
  experts: 'resid_post = resid_mid + mlp_out',
  parallel: 'resid_post = resid_pre + attn_out + mlp_out',
  other: 'resid_post = resid_mid + branch',
};

/** Of a block: the stream after each part is the stream before it and what it adds. */
export function streamPart(
  context: SampledContext,
  {steps, attentionOut, mlpOut}: BlockSite,
): CheckPart {
  const termsOf = ({part, stream, branch}: Step): string[] =>
    part === 'parallel' && attentionOut !== null && mlpOut !== null
      ? [stream, attentionOut, mlpOut]
      : [stream, branch];
  return {
    ...needsOf(
      steps
        .flatMap(step => [...termsOf(step), step.sum])
        .map(tensor => sampleRows(context, tensor, 'remade')),
    ),
    check: run =>
      steps.map(step => {
        const {data, rows} = rowsAt(run, step.sum, 'remade');
        const terms = termsOf(step).map(tensor => rowsAt(run, tensor, 'remade').data);
        return {name: NAMES[step.part], error: sumError(terms, data), rows};
      }),
  };
}
