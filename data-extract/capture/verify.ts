import type {CapturedToken, InvariantResult} from './format.ts';
import type {ModelMap} from '../graph/describe-model.ts';
import {findWeights} from '../graph/find-weights.ts';
import type {RunnableModel, Results} from '../models/run-model.ts';
import {valueOf} from '../probes/probe.ts';
import {
  causalError,
  check,
  productError,
  relativeError,
  rowSumError,
  softmaxError,
  sumError,
} from './invariants.ts';

/** Tensors that the checks need besides those that are saved. */
export function outputsForChecks(map: ModelMap): string[] {
  const weights = findWeights(map);
  return [
    ...map.attention.flatMap(site => [site.pattern, site.maskedScores, site.context, site.values]),
    ...map.residual.flatMap(({pre, attentionOut, mid, mlpOut, post}) => [
      ...[pre, attentionOut, mid, mlpOut, post],
    ]),
    ...weights.outputs.flatMap(({input, weight}) => [input, weight]),
    ...(map.head ? [map.head.logits, map.head.normalized, map.head.weight] : []),
    ...(weights.finalNorm ? [weights.finalNorm] : []),
  ];
}

/**
 * Check a run of a decoder against what must hold whatever the model is.
 *
 * @param model - Loaded with {@link outputsForChecks} as outputs.
 * @param values - The values of the run on all tokens.
 */
export async function verifyRun(
  model: RunnableModel,
  text: string,
  tokens: readonly CapturedToken[],
  values: Results,
  dtype: string,
): Promise<InvariantResult[]> {
  const {map} = model;
  const of = (name: string) => valueOf(values, name);
  const worst = <T>(items: readonly T[], error: (item: T) => number): number =>
    items.reduce((max, item) => Math.max(max, error(item)), 0);
  const results: InvariantResult[] = [];
  const add = (name: string, error: number): void => {
    results.push(check(name, error, dtype));
  };

  add('decoded bytes = text', bytesDiffer(text, tokens) ? Infinity : 0);
  if (map.attention.length > 0) {
    const sites = map.attention;
    add('pattern rows sum to 1', worst(sites, site => rowSumError(of(site.pattern))));
    add('pattern obeys the causal mask', worst(sites, site => causalError(of(site.pattern))));
    add(
      'softmax(scores) = pattern',
      worst(sites, site => softmaxError(of(site.maskedScores), of(site.pattern))),
    );
    add(
      'pattern x v = z',
      worst(sites, site => {
        const [pattern, v, z] = [of(site.pattern), of(site.values), of(site.context)];
        const [, heads, queries, keys] = pattern.shape;
        const size = v.data.length / heads / keys;
        return worst([...Array(heads).keys()], head =>
          productError(
            pattern.data.subarray(head * queries * keys, (head + 1) * queries * keys),
            v.data.subarray(head * keys * size, (head + 1) * keys * size),
            keys,
            z.data.subarray(head * queries * size, (head + 1) * queries * size),
          ),
        );
      }),
    );
  }
  if (map.residual.length > 0) {
    const blocks = map.residual;
    add(
      'resid_mid = resid_pre + attn_out',
      worst(blocks, ({pre, attentionOut, mid}) => sumError(of(pre), of(attentionOut), of(mid))),
    );
    add(
      'resid_post = resid_mid + mlp_out',
      worst(blocks, ({mid, mlpOut, post}) => sumError(of(mid), of(mlpOut), of(post))),
    );
    const {outputs} = findWeights(map);
    add(
      'z x W_O = attn_out',
      worst(outputs, ({input, weight, result}) => {
        const [z, w, out] = [of(input), of(weight), of(result)];
        return productError(z.data, w.data, w.shape[0], out.data);
      }),
    );
  }
  if (map.head) {
    const {normalized, weight, logits} = map.head;
    const [x, w, y] = [of(normalized), of(weight), of(logits)];
    add('ln_final x W_U = logits', productError(x.data, w.data, w.shape[0], y.data));
    const gain = findWeights(map).finalNorm;
    const last = map.residual.at(-1);
    if (gain && last) {
      add('norm(resid_post) = ln_final', rmsNormError(of(last.post).data, of(gain).data, x.data));
    }
  }
  if (map.graph.inputs.some(({name}) => name.startsWith('past_key_values.')) && tokens.length > 1) {
    add('cached = uncached logits', await cacheError(model, tokens, values));
  }
  return results;
}

function bytesDiffer(text: string, tokens: readonly CapturedToken[]): boolean {
  const bytes = tokens.map(token => token.bytes).join('');
  return bytes !== Buffer.from(text, 'utf8').toString('hex');
}

/**
 * How far `normalized` is from `gain * x / rms(x)`. The epsilon of the norm is left out:
 * beside a trained residual stream it is far below the tolerance.
 */
export function rmsNormError(x: Float32Array, gain: Float32Array, normalized: Float32Array): number {
  const width = gain.length;
  const rms: number[] = [];
  for (let row = 0; row < x.length; row += width) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += x[row + i] ** 2;
    rms.push(Math.sqrt(sum / width));
  }
  return relativeError(
    i => (gain[i % width] * x[i]) / rms[Math.floor(i / width)],
    normalized,
  );
}

/** Run all but the last token, then the last one on their cache. */
async function cacheError(
  model: RunnableModel,
  tokens: readonly CapturedToken[],
  values: Results,
): Promise<number> {
  const {map} = model;
  if (!map.head) return 0;
  const ids = tokens.map(token => token.id);
  const presents = map.graph.outputs.map(({name}) => name).filter(name => /^present\./.test(name));
  const first = await model.run(ids.slice(0, -1), presents);
  const past = {
    length: ids.length - 1,
    values: new Map(
      presents.map(name => [name.replace(/^present\./, 'past_key_values.'), valueOf(first, name)]),
    ),
  };
  const second = await model.run(ids.slice(-1), [map.head.logits], past);
  const cached = valueOf(second, map.head.logits).data;
  const whole = valueOf(values, map.head.logits).data;
  return relativeError(i => cached[i], whole.subarray(whole.length - cached.length));
}
