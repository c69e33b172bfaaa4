import type {HeadSite} from '../graph/find-head.ts';
import type {ClassLabels} from '../stage/class-labels.ts';
import {valueOf} from '../stage/stage-run.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import {NOTHING} from './probe.ts';
import type {Probe} from './probe.ts';

/** What heads of classes say. */
export interface ClassifierResult {
  /** By output of the graph: a model for questions and answers has two. */
  outputs: {
    /** Name of the graph's output. */
    output: string;
    /** What the probabilities of a row (`label`), or of all rows (`position`), sum over. */
    across: 'label' | 'position';
    /** One for each position, or one of the whole text. */
    rows: {position: number | null; scores: ClassScore[]}[];
  }[];
}

export interface ClassScore {
  /** As `config.json` names it, `null` where it does not. */
  label: string | null;
  logit: number;
  /** `null` where the score is none of a choice: a regression, or labels not known. */
  probability: number | null;
}

/**
 * What heads of classes say, with the labels of `config.json`: of the whole text, of each
 * position, or which position is the best one.
 */
export const classifier: Probe<true, ClassifierResult> = {
  defaults: true,

  tensors: [],

  outputs: context => classifiers(context).map(({logits}) => logits),

  collect(run) {
    const heads = classifiers(run);
    if (heads.length === 0) return NOTHING;
    return {
      tensors: [],
      result: {outputs: heads.map(head => outputOf(run, head))},
    };
  },

  missing: ({map}) =>
    map.head
      ? 'the model has no head of classes, its head scores the vocabulary'
      : 'the model has no head of classes',
};

/** Heads that tell classes apart: as wide as there are labels, or called logits. */
const classifiers = ({map, labels}: StageContext): HeadSite[] =>
  map.otherHeads.filter(
    ({logits, width, softcap}) =>
      !softcap && (logits.endsWith('logits') || width === labels?.names.length),
  );

function outputOf(
  run: StageRun,
  {logits, width}: HeadSite,
): ClassifierResult['outputs'][number] {
  const {data, shape} = valueOf(run, logits);
  const last = shape.at(-1) ?? 1;
  const {length} = run.tokens;
  // Of questions and answers: a number per position, each column an output of its own.
  if (last !== width && data.length === length) {
    const scores = scoresOf(data, {names: [], kind: 'one'});
    const rows = scores.map((score, position) => ({position, scores: [score]}));
    return {output: logits, across: 'position', rows};
  }
  const count = data.length / last;
  const labels = run.labels?.names.length === last ? run.labels : null;
  return {
    output: logits,
    across: 'label',
    rows: Array.from({length: count}, (_, row) => ({
      position: count === length ? row : null,
      scores: scoresOf(data.subarray(row * last, (row + 1) * last), labels),
    })),
  };
}

/** Scores with labels; probabilities as the labels are meant. */
function scoresOf(row: Float32Array, labels: ClassLabels | null): ClassScore[] {
  const max = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = row.reduce((total, value) => total + Math.exp(value - max), 0);
  const probability = (logit: number): number | null => {
    if (labels === null || labels.kind === 'numbers') return null;
    return labels.kind === 'one'
      ? Math.exp(logit - max) / sum
      : 1 / (1 + Math.exp(-logit));
  };
  return Array.from(row, (logit, i) => ({
    label: labels?.names[i] ?? null,
    logit,
    probability: probability(logit),
  }));
}
