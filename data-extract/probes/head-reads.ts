import {relativeError} from '../numbers/relative-error.ts';
import {residPre} from '../graph/model-map.ts';
import type {AttentionSite} from '../graph/model-map.ts';
import {valueOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {candidates} from './head-places.ts';
import {blockOf} from './head-steps-sites.ts';

/**
 * What the projections of an attention read, by the hook of the block that has it:
 * `ln1.hook_normalized` or `hook_resid_pre`; `null` where it is something else.
 */
export type HeadReads = Record<'q' | 'k' | 'v', string | null>;

const PARTS = {q: 'W_Q', k: 'W_K', v: 'W_V'} as const;
/** Conversions between two precisions may lie between. */
const ROUNDING = 1e-3;

/** Tell by their values what queries, keys and values are made of. */
export function readsOf(run: StageRun, site: AttentionSite): HeadReads {
  const block = blockOf(run, site);
  const hooks = block
    ? [
        ...block.norms.map(
          ({name, site: norm}) => [`${name}.hook_normalized`, norm.output] as const,
        ),
        ['hook_resid_pre', residPre(block)] as const,
      ]
    : [];
  const hookOf = (part: keyof typeof PARTS): string | null => {
    const inputs = candidates(run, site, PARTS[part]).map(({input}) => input);
    const found = hooks
      .flatMap(([hook, tensor]) =>
        inputs.map(input => ({hook, error: differenceOf(run, input, tensor)})),
      )
      .sort((a, b) => a.error - b.error)
      .at(0);
    return found && found.error < ROUNDING ? found.hook : null;
  };
  return {q: hookOf('q'), k: hookOf('k'), v: hookOf('v')};
}

function differenceOf(run: StageRun, a: string, b: string): number {
  if (a === b) return 0;
  const [own, other] = [valueOf(run, a).data, valueOf(run, b).data];
  return relativeError(own, other);
}
