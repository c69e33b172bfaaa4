import {allAttention} from '../graph/model-map.ts';
import {joinExtras, withoutRepeats} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import type {RowCount} from '../stage/looked-at.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {attentionPart} from './attention.ts';
import {covering, ofAttention, ofEmbedding, ofExperts, ofHead} from './coverage.ts';
import {embeddingParts} from './embedding.ts';
import {expertsPart} from './experts.ts';
import {headParts} from './head.ts';
import {normParts} from './norms.ts';
import type {Check} from './part.ts';
import {projectionParts} from './projections.ts';
import {streamParts} from './stream.ts';

/** What the checks of a graph need, and what they do with the values. */
export interface StageChecks {
  outputs: string[];
  extras: Extras;
  run(run: StageRun): Check[];
}

/**
 * Everything that must hold in a graph, whatever the model is. Of long texts up to 64
 * positions are looked at, and sums and products are made again for 16 of these; of the weights of
 * the output projections and of the head 16 columns are read: neither all scores nor a whole weight
 * ever leave the graph for a check.
 */
export function stageChecks(context: StageContext): StageChecks {
  const known = LAST.get(context.map);
  if (known && isAlike(known.context, context)) return known.checks;
  const checks = checksFor(context);
  LAST.set(context.map, {context, checks});
  return checks;
}

/** Many texts are checked alike. */
const LAST = new WeakMap<
  StageContext['map'],
  {context: StageContext; checks: StageChecks}
>();

/** Whether two texts agree in what the checks of a graph depend on, beside the graph. */
const isAlike = (a: StageContext, b: StageContext): boolean =>
  a.stack === b.stack &&
  a.scores?.logits === b.scores?.logits &&
  a.causal === b.causal &&
  a.whole === b.whole &&
  a.often === b.often &&
  a.together === b.together &&
  (a.identity ? b.identity && a.tokens.length === b.tokens.length : !b.identity);

function checksFor(context: StageContext): StageChecks {
  const {map} = context;
  const parts = [
    ...embeddingParts(context).map(part => covering(ofEmbedding(context), part)),
    ...allAttention(map).map(site =>
      covering(ofAttention(context, site), attentionPart(context, site)),
    ),
    ...streamParts(context),
    ...projectionParts(context),
    ...normParts(context),
    ...headParts(context).map(part => covering(ofHead(context), part)),
    ...map.blocks.flatMap(block =>
      expertsPart(block).map(part => covering(ofExperts(context, block), part)),
    ),
  ];
  return {
    outputs: [...new Set(parts.flatMap(({outputs}) => outputs))],
    extras: withoutRepeats(joinExtras(parts.flatMap(({extras}) => extras ?? []))),
    run: run => parts.flatMap(part => part.check(run)),
  };
}

/** One result per name, with the largest error. */
export function worstOf(checks: readonly Check[]): Check[] {
  const worst = new Map<string, Check>();
  for (const {name, error, rows = null, tolerance = null} of checks) {
    const own = Number.isNaN(error) ? Infinity : error;
    const former = worst.get(name);
    worst.set(name, {
      name,
      error: Math.max(former?.error ?? 0, own),
      tolerance,
      rows: moreOf(former?.rows ?? null, rows),
    });
  }
  return [...worst.values()];
}

/** Of the texts of a model's two graphs the longer one is named. */
const moreOf = (a: RowCount | null, b: RowCount | null): RowCount | null =>
  a && b ? (a.of >= b.of ? a : b) : (a ?? b);
