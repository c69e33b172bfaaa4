import type {Extras} from '../../run/session.ts';
import {joinExtras} from '../../run/stage-run.ts';
import type {StageContext, StageRun} from '../../run/stage-run.ts';
import {attentionPart} from './attention.ts';
import {embeddingParts} from './embedding.ts';
import {expertsPart} from './experts.ts';
import {normParts} from './norms.ts';
import type {Check} from './part.ts';
import {headParts, projectionParts} from './projections.ts';
import {streamPart} from './stream.ts';

/** What the checks of a graph need, and what they do with the values. */
export interface StageChecks {
  outputs: string[];
  extras: Extras;
  run(run: StageRun): Check[];
}

/**
 * Everything that must hold in a graph, whatever the model is. Of long texts 64 queries
 * are looked at, of the weights of the output projections and of the head 16 columns:
 * neither all scores nor a whole weight ever leave the graph for a check.
 */
export function stageChecks(context: StageContext): StageChecks {
  const {map} = context;
  const parts = [
    ...embeddingParts(map),
    ...map.attention.map(site => attentionPart(context, site)),
    ...map.blocks.map(streamPart),
    ...map.blocks.flatMap(block => projectionParts(map, block)),
    ...normParts(map),
    ...headParts(map),
    ...map.blocks.flatMap(expertsPart),
  ];
  return {
    outputs: parts.flatMap(({outputs}) => outputs),
    extras: joinExtras(parts.flatMap(({extras}) => extras ?? [])),
    run: run => worstOf(parts.flatMap(part => part.check(run))),
  };
}

/** One result per name: the largest error. */
function worstOf(checks: readonly Check[]): Check[] {
  const worst = new Map<string, number>();
  for (const {name, error} of checks) {
    const own = Number.isNaN(error) ? Infinity : error;
    worst.set(name, Math.max(worst.get(name) ?? 0, own));
  }
  return [...worst].map(([name, error]) => ({name, error}));
}
