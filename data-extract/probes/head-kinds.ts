import {EVEN, habitsOf, inductionOf, MOST} from '../stage/head-kinds.ts';
import type {HeadHabits, HeadKind} from '../stage/head-kinds.ts';
import {patternOf} from '../stage/stage-run.ts';
import type {StageRun} from '../stage/stage-run.ts';
import {NOTHING, reasons} from './probe.ts';
import type {Probe} from './probe.ts';

export interface HeadKindsResult {
  layers: {layer: number; heads: KnownHead[]}[];
  /** How many heads are of each kind, and how many look for what came next. */
  counts: Record<HeadKind | 'induction', number>;
  /** Mean share from which a head looks at one place; evenness from which it is even. */
  limits: {most: number; even: number};
}

/** What a head does with the text. */
export interface KnownHead extends HeadHabits {
  /**
   * Mean share that tokens which stood there before give to the token after that place;
   * `null` where no token stands there twice.
   */
  induction: number | null;
}

/**
 * What each head of a causal model mostly does with the text: look at the token before, at
 * the first one, at all evenly, or elsewhere; and whether it looks for what came next the
 * last time.
 */
export const headKinds: Probe<true, HeadKindsResult> = {
  defaults: true,

  tensors: [],

  outputs: context => (context.causal ? selfOf(context).map(({pattern}) => pattern) : []),

  collect(run) {
    if (!run.causal) return NOTHING;
    const layers = selfOf(run).map(site => {
      const {data, shape} = patternOf(run, site.pattern);
      const [heads, queries, keys] = shape;
      const size = queries * keys;
      return {
        layer: site.layer,
        heads: Array.from({length: heads}, (_, head) =>
          knownHead(run, data.subarray(head * size, (head + 1) * size), [queries, keys]),
        ),
      };
    });
    return {tensors: [], result: {layers, counts: countsOf(layers), limits: LIMITS}};
  },

  missing: context =>
    context.causal
      ? `no attention was found in the model${reasons(context)}`
      : 'the kinds of heads are those of models whose tokens do not see later ones',
};

const LIMITS = {most: MOST, even: EVEN};

const selfOf = ({map}: Pick<StageRun, 'map'>): StageRun['map']['attention'] =>
  map.attention.filter(({role}) => role === 'self');

function knownHead(
  {tokens}: StageRun,
  data: Float32Array,
  shape: readonly [number, number],
): KnownHead {
  const ids = tokens.map(({id}) => id);
  return {...habitsOf({data, shape}), induction: inductionOf({data, shape}, ids)};
}

function countsOf(layers: HeadKindsResult['layers']): HeadKindsResult['counts'] {
  const all = layers.flatMap(({heads}) => heads);
  const count = (isIt: (head: KnownHead) => boolean): number => all.filter(isIt).length;
  return {
    previous: count(({kind}) => kind === 'previous'),
    sink: count(({kind}) => kind === 'sink'),
    even: count(({kind}) => kind === 'even'),
    other: count(({kind}) => kind === 'other'),
    induction: count(({induction}) => (induction ?? 0) >= MOST),
  };
}
