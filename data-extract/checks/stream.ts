import type {BlockSite} from '../graph/model-map.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import {rowsOf, valueOf} from '../stage/stage-run.ts';
import {relativeError} from './invariants.ts';
import type {CheckPart} from './part.ts';

const NAMES: Readonly<Record<BlockSite['steps'][number]['part'], string>> = {
  attention: 'resid_mid = resid_pre + attn_out',
  cross: 'resid_mid_cross = resid_mid + cross_attn_out',
  mlp: 'resid_post = resid_mid + mlp_out',
  experts: 'resid_post = resid_mid + mlp_out',
  parallel: 'resid_post = resid_pre + attn_out + mlp_out',
  other: 'resid_post = resid_mid + branch',
};

/** Of a block: the stream after each part is the stream before it and what it adds. */
export function streamPart({steps, attentionOut, mlpOut}: BlockSite): CheckPart {
  const isSplit = (part: string): boolean =>
    part === 'parallel' && attentionOut !== null && mlpOut !== null;
  return {
    outputs: steps.flatMap(({stream, branch, sum, part}) => [
      ...[stream, branch, sum],
      ...(isSplit(part) ? [attentionOut ?? '', mlpOut ?? ''] : []),
    ]),
    check: run =>
      steps.map(({stream, branch, sum, part}) => {
        const {shape} = rowsOf(run, sum);
        const [count, width] = shape;
        const looked = remadeOf(count);
        const rowsIn = (tensor: string): Float32Array =>
          pickRows(valueOf(run, tensor).data, width, looked);
        const [x, y, z] = (
          isSplit(part) ? [stream, attentionOut ?? '', mlpOut ?? ''] : [stream, branch]
        ).map(rowsIn);
        return {
          name: NAMES[part],
          error: relativeError(i => x[i] + y[i] + (z?.[i] ?? 0), rowsIn(sum)),
          rows: counted(looked, count),
        };
      }),
  };
}
