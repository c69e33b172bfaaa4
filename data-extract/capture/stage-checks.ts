import type {NormSite} from '../graph/find-norms.ts';
import {weightWidth} from '../graph/graph-index.ts';
import type {AttentionSite, BlockSite, ModelMap} from '../graph/model-map.ts';
import {routed, expertOutputs} from '../probes/router.ts';
import {contextError, fitScale, sizeOutputs, sizesOf} from '../run/attention-values.ts';
import type {Extras} from '../run/session.ts';
import {headsOf, joinExtras, patternOf, rowsOf, valueOf} from '../run/stage-run.ts';
import type {StageContext, StageRun} from '../run/stage-run.ts';
import {
  causalError,
  columnsError,
  normError,
  relativeError,
  rowSumError,
  softmaxError,
  sumError,
} from './invariants.ts';
import {constantOutput, sampleColumns} from './sample-columns.ts';
import type {ColumnSample} from './sample-columns.ts';

/** Something that must hold, and how far the values are from it. */
export interface Check {
  name: string;
  error: number;
}

/** What the checks of a graph need, and what they do with the values. */
export interface StageChecks {
  outputs: string[];
  extras: Extras;
  run(run: StageRun): Check[];
}

/** Part of the checks: tensors, nodes, and a verdict. */
interface Part {
  outputs: string[];
  extras?: Extras;
  check(run: StageRun): Check[];
}

/** Everything that must hold in a graph, whatever the model is. */
export function stageChecks(context: StageContext): StageChecks {
  const {map} = context;
  const parts = [
    ...map.attention.map(site => attentionPart(context, site)),
    ...map.blocks.map(stepsPart),
    ...map.blocks.flatMap(block => projectionParts(map, block)),
    ...normsOf(map).map(normPart),
    ...headPart(map),
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

function attentionPart(context: StageContext, site: AttentionSite): Part {
  const {softmax, shadow} = site;
  return {
    outputs: [
      ...sizeOutputs(site),
      ...(softmax ? [softmax.input, softmax.output] : []),
      ...shadow.equal.flat(),
      ...projections(site),
    ],
    extras: shadow,
    check(run) {
      const pattern = patternOf(run, site.pattern);
      const checks: Check[] = [
        {name: 'pattern rows sum to 1', error: rowSumError(pattern, site.sink)},
      ];
      if (site.role === 'self' && context.causal) {
        checks.push({name: 'pattern obeys the causal mask', error: causalError(pattern)});
      }
      if (softmax) {
        const [scores, result] = [
          valueOf(run, softmax.input),
          valueOf(run, softmax.output),
        ];
        checks.push({
          name: 'softmax(scores) = pattern',
          error: softmaxError(scores, result),
        });
      }
      const z = contextError(run, site);
      if (z !== null) checks.push({name: 'pattern x v = z', error: z});
      const fit = fitScale(run, site);
      if (fit) checks.push({name: 'scale x q x k = scores', error: fit.error});
      for (const [again, original] of shadow.equal) {
        const [a, b] = [valueOf(run, again), valueOf(run, original)];
        const error = relativeError(i => a.data[i], b.data);
        checks.push({name: 'fused attention done again = original', error});
      }
      return [...checks, ...lengthChecks(run, site)];
    },
  };
}

/** Queries and keys before positions are turned in. */
const projections = ({query, key}: AttentionSite): string[] =>
  [query, key].flatMap(part =>
    part?.turned ? [part.projected.tensor, part.rotated.tensor] : [],
  );

/** Turning positions in changes directions, not lengths. */
function lengthChecks(run: StageRun, site: AttentionSite): Check[] {
  const sizes = sizesOf(run, site);
  if (!sizes) return [];
  return (['query', 'key'] as const).flatMap(which => {
    const part = site[which];
    if (!part?.turned) return [];
    const positions = which === 'query' ? sizes.queries : sizes.keys;
    const [before, after] = [part.projected, part.rotated].map(tap =>
      lengths(headsOf(run, tap, positions, sizes.size).data, sizes.size),
    );
    return [
      {
        name: 'turned q, k keep their lengths',
        error: relativeError(i => before[i], after),
      },
    ];
  });
}

function lengths(data: Float32Array, size: number): Float32Array {
  return Float32Array.from({length: data.length / size}, (_, row) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += data[row * size + i] ** 2;
    return Math.sqrt(sum);
  });
}

const STEP_NAMES: Readonly<Record<BlockSite['steps'][number]['part'], string>> = {
  attention: 'resid_mid = resid_pre + attn_out',
  cross: 'resid_mid_cross = resid_mid + cross_attn_out',
  mlp: 'resid_post = resid_mid + mlp_out',
  experts: 'resid_post = resid_mid + mlp_out',
  parallel: 'resid_post = resid_pre + attn_out + mlp_out',
  other: 'resid_post = resid_mid + branch',
};

function stepsPart({steps, attentionOut, mlpOut}: BlockSite): Part {
  const isSplit = (part: string): boolean =>
    part === 'parallel' && attentionOut !== null && mlpOut !== null;
  return {
    outputs: steps.flatMap(({stream, branch, sum, part}) => [
      ...[stream, branch, sum],
      ...(isSplit(part) ? [attentionOut ?? '', mlpOut ?? ''] : []),
    ]),
    check: run =>
      steps.flatMap(({stream, branch, sum, part}) => {
        const [x, y, result] = [stream, branch, sum].map(name => valueOf(run, name));
        if (!isSplit(part))
          return [{name: STEP_NAMES[part], error: sumError(x, y, result)}];
        const [a, m] = [attentionOut ?? '', mlpOut ?? ''].map(
          name => valueOf(run, name).data,
        );
        const error = relativeError(i => x.data[i] + a[i] + m[i], result.data);
        return [{name: STEP_NAMES[part], error}];
      }),
  };
}

function projectionParts({index}: ModelMap, {attention, cross}: BlockSite): Part[] {
  return [attention, cross].flatMap(site => {
    const linear = site?.output && index.producer(site.output.product);
    if (!site?.output || !linear) return [];
    const sample = sampleColumns(index, linear, site.output.width ?? 0);
    if (!sample) return [];
    const {product} = site.output;
    return [
      {
        ...sampleNeeds(sample, [product, site.context.tensor, site.pattern]),
        check: (run: StageRun) => {
          const sizes = sizesOf(run, site);
          if (!sizes) return [];
          const z = headsOf(run, site.context, sizes.queries, sizes.valueSize).data;
          const inner = sizes.heads * sizes.valueSize;
          return [
            {
              name: 'z x W_O = attn_out',
              error: sampleError(run, sample, z, inner, product),
            },
          ];
        },
      },
    ];
  });
}

const sampleNeeds = (
  sample: ColumnSample,
  outputs: string[],
): Pick<Part, 'outputs' | 'extras'> => ({
  outputs: [...outputs, sample.weight, ...(sample.bias ? [sample.bias] : [])],
  extras: sample.extras,
});

function sampleError(
  run: StageRun,
  sample: ColumnSample,
  x: Float32Array,
  inner: number,
  product: string,
): number {
  const bias = sample.bias === null ? null : valueOf(run, sample.bias).data;
  const weight = valueOf(run, sample.weight).data;
  return columnsError(x, weight, inner, valueOf(run, product), sample.columns, bias);
}

function normsOf({blocks, finalNorm, embedding}: ModelMap): NormSite[] {
  const all = [
    embedding?.norm,
    ...blocks.flatMap(({norms}) => norms.map(({site}) => site)),
    finalNorm,
  ];
  return all.filter(site => site !== null && site !== undefined);
}

function normPart(site: NormSite): Part {
  const [gain, bias] = [site.gain, site.bias].map(tensor =>
    tensor ? constantOutput(tensor) : null,
  );
  return {
    outputs: [
      site.input,
      site.output,
      ...[gain, bias].flatMap(part => part?.output ?? []),
    ],
    extras: joinExtras([gain, bias].flatMap(part => part?.extras ?? [])),
    check(run) {
      const {data, shape} = rowsOf(run, site.input);
      const [g, b] = [gain, bias].map(part =>
        part ? valueOf(run, part.output).data : null,
      );
      const {data: output} = valueOf(run, site.output);
      return [
        {
          name: 'norm(input) = normalized',
          error: normError(data, output, g, b, site, shape[1]),
        },
      ];
    },
  };
}

function headPart({index, head}: ModelMap): Part[] {
  if (!head) return [];
  const finite: Part = {
    outputs: [head.logits],
    check: run => {
      const isFinite = valueOf(run, head.logits).data.every(Number.isFinite);
      return [{name: 'logits are numbers', error: isFinite ? 0 : Infinity}];
    },
  };
  const sample = sampleColumns(index, head.linear, weightWidth(index, head.linear) ?? 0);
  if (!sample) return [finite];
  const [product] = head.linear.outputs;
  return [
    finite,
    {
      ...sampleNeeds(sample, [product, head.normalized]),
      check: run => {
        const {data, shape} = rowsOf(run, head.normalized);
        const error = sampleError(run, sample, data, shape[1], product);
        return [{name: 'ln_final x W_U = logits', error}];
      },
    },
  ];
}

function expertsPart({experts}: BlockSite): Part[] {
  if (!experts) return [];
  return [
    {
      outputs: expertOutputs(experts),
      check(run) {
        const {weights, chosen} = routed(run, experts);
        const again = routed(run, {...experts, chosen: null, weights: null});
        const flat = (rows: number[][]): Float32Array => Float32Array.from(rows.flat());
        const [own, computed] = [flat(weights), flat(again.weights)];
        const checks = [
          {
            name: 'chosen experts = best scores',
            error: sameSets(chosen, again.chosen) ? 0 : Infinity,
          },
          {
            name: 'softmax(router scores) = weights',
            error: relativeError(i => computed[i], own),
          },
        ];
        if (!experts.normalised) return checks;
        const error = Math.max(
          ...weights.map(row => Math.abs(row.reduce((a, b) => a + b, 0) - 1)),
        );
        return [...checks, {name: 'weights of chosen experts sum to 1', error}];
      },
    },
  ];
}

const sameSets = (a: readonly number[][], b: readonly number[][]): boolean =>
  a.length === b.length && a.every((row, i) => row.every(entry => b[i].includes(entry)));
