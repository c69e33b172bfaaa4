import {describe, expect, test} from 'vitest';

import gate from '../../../scenes/10-model-example/gate.capture.ts';
import encoder from '../../../scenes/10-model-example/gate.encoder.capture.ts';
import {readGate} from '../../../scenes/10-model-example/gate.facts.ts';
import {readLab} from '../../../scenes/10-model-example/lab.facts.ts';
import {readLibraries} from '../../../scenes/10-model-example/libraries.facts.ts';
import shapes from '../../../scenes/10-model-example/shapes-walk.capture.ts';
import {readShapes} from '../../../scenes/10-model-example/shapes-walk.facts.ts';
import parameters from '../../../scenes/10-model-example/where-parameters.capture.ts';
import {readParameters} from '../../../scenes/10-model-example/where-parameters.facts.ts';
import {openListings} from '../../../scenes/captured/listings.ts';
import {openModelSizes} from '../../../scenes/captured/model-sizes.ts';
import {openCapture} from '../../../scenes/captured/open-capture.ts';
import {capturedFiles} from '../captured-files.ts';

const files = (name: string) => capturedFiles(`10-model-example/${name}`);

describe('shapes walk', async () => {
  const {embedded, after, vector, scores, facts} = readShapes(
    openCapture(shapes, await files('shapes-walk')),
  );

  test('all layers keep the shape of the embedding', () => {
    for (const {shape} of after) expect(shape).toEqual(embedded.shape);
    expect(after).toHaveLength(facts.layers);
    expect(vector.shape).toEqual([facts.width]);
    expect(facts.shape).toEqual({
      ids: '[1, 9]',
      vectors: '[1, 9, 192]',
      logits: '[1, 9, 2048]',
    });
  });

  test('the first score is the largest', () => {
    expect(facts.logit).toBeCloseTo(Math.max(...scores.data), 5);
  });
});

describe('where the parameters are', async () => {
  const read = readParameters(
    openCapture(parameters, await files('where-parameters')),
    openModelSizes(await files('where-parameters.known')),
  );

  test('the blocks are all of them, tied rows once', () => {
    const sum = read.groups.reduce((all, {count}) => all + count, 0);
    expect(sum).toBe(read.facts.total);
    expect(read.tiedTo).toBe(0);
    expect(read.facts.untied - read.facts.tied).toBe(read.facts.total);
    expect(read.most).toBe('mlp');
  });

  test('a head of its own is no tied one', () => {
    const {modules, ...rest} = openCapture(parameters, {...whole});
    const byComponent = {...modules.parameters.byComponent, head: 5};
    const {tiedTo, facts} = readParameters(
      {...rest, modules: {...modules, parameters: {...modules.parameters, byComponent}}},
      openModelSizes(known),
    );
    expect(tiedTo).toBeNull();
    expect(facts.tied).toBe(0);
  });

  test('embedding and head of known models are what their sizes say', () => {
    const {data} = read.shares;
    // GPT-2: (50257 + 1024) rows of 768, tied, of 124.44 million.
    expect(data[0]).toBeCloseTo(((50_257 + 1024) * 768) / 124_439_808, 4);
    // Llama 3.1 8B: 128256 rows of 4096, twice.
    expect(data[2]).toBeCloseTo((2 * 128_256 * 4096) / 8_030_261_248, 4);
  });

  const whole = await files('where-parameters');
  const known = await files('where-parameters.known');
});

describe('the gate', async () => {
  const captured = openCapture(gate, await files('gate'));
  const plain = openCapture(encoder, await files('gate.encoder'));
  const read = readGate(captured, plain);

  test('what the curve makes, times the factor, is what the layer gives', () => {
    const {pre, curve, factor, post} = read;
    post.data.forEach((value, i) => {
      expect(curve.data[i] * factor.data[i]).toBeCloseTo(value, 5);
      expect(curve.data[i]).toBeCloseTo(pre.data[i] / (1 + Math.exp(-pre.data[i])), 4);
    });
  });

  test('without a gate all units lie on the curve', () => {
    const {pre, post} = read.plain;
    const byInput = [...pre.data.keys()].sort((a, b) => pre.data[a] - pre.data[b]);
    const right = byInput.filter(i => pre.data[i] > 0);
    right.forEach((i, rank) => {
      if (rank > 0)
        expect(post.data[i]).toBeGreaterThanOrEqual(post.data[right[rank - 1]]);
    });
  });

  test('the unit that is named gives most, and its product is right', () => {
    const {unit, act, factor, product, turned} = read.facts;
    expect(act * factor).toBeCloseTo(product, 4);
    expect(read.units[0]).toBe(unit);
    expect(Math.abs(product)).toBeCloseTo(Math.max(...read.post.data.map(Math.abs)), 5);
    expect(turned).toBe(read.factor.data.filter(value => value < 0).length);
  });
});

describe('the lab', async () => {
  const lab = readLab(openListings(await files('lab')));

  test('the sums are the logits, and the first is the largest', () => {
    const lines = lab.head.printed.split('\n').map(line => line.trim().split(/\s+/));
    for (const [, sum, logit] of lines) expect(sum).toBe(logit);
    const logits = lines.map(([, , logit]) => Number(logit));
    expect(logits[0]).toBe(Math.max(...logits));
    expect(lab.facts.best).toBe(lines[0][0]);
  });
});

describe('the libraries', async () => {
  const {pipeline, tokens, logits, inside, facts} = readLibraries(
    openListings(await files('libraries')),
  );
  const [, ids] = /\[(.*)\]/.exec(tokens.printed) ?? [];
  const count = ids.split(',').length;

  test('the same ids go in, and a row of logits comes out for each', () => {
    expect(logits.printed.split('\n')[0]).toBe(tokens.printed);
    expect(facts.shape).toBe(`[ 1, ${count}, 2048 ]`);
    expect(inside.printed.split('\n')).toEqual([
      `blocks.0.attn.hook_pattern [ 6, ${count}, ${count} ]`,
      `blocks.0.hook_resid_post [ ${count}, 192 ]`,
    ]);
  });

  test('what is written goes on from what was given, and is what our own capture wrote', async () => {
    const [, said] = /"generated_text":"(.*)"/.exec(pipeline.printed) ?? [];
    expect(said).toMatch(/^Once upon a time./);
    const {generate} = readLab(openListings(await files('lab')));
    expect(`Once upon a time${generate.printed}`).toContain(said);
  });
});
