import type {BlockSite} from '../../graph/model-map.ts';
import {valueOf} from '../../run/stage-run.ts';
import {relativeError, sumError} from '../invariants.ts';
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
        const [x, y, result] = [stream, branch, sum].map(name => valueOf(run, name));
        const name = NAMES[part];
        if (!isSplit(part)) return {name, error: sumError(x, y, result)};
        const [a, m] = [attentionOut ?? '', mlpOut ?? ''].map(
          tensor => valueOf(run, tensor).data,
        );
        return {name, error: relativeError(i => x.data[i] + a[i] + m[i], result.data)};
      }),
  };
}
