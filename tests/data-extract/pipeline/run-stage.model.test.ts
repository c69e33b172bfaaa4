import {join} from 'node:path';

import {beforeAll, expect, test} from 'vitest';

import {runStage} from '../../../data-extract/pipeline/run-stage.ts';
import type {StageOutcome} from '../../../data-extract/pipeline/run-stage.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../data-extract/run/open-stage.ts';
import {keepSessions} from '../../../data-extract/run/sessions.ts';
import {ROOT} from '../capture-for-test.ts';

let stage: Stage;
beforeAll(() => {
  const file = join(ROOT, 'assets/models/tiny-decoder/onnx/model.onnx');
  stage = openStage(file, {withPast: false, body: 'decoder'});
});

/** Run a text of so many ids, of which the checks are told another number. */
function runOf(ids: number, tokens: number, outputs: string[] = [], often = false) {
  const idAt = (i: number): number => (i * 37 + 11) % 2048;
  return runStage({
    stage,
    withPast: null,
    input: {ids: [Array.from({length: ids}, (_, i) => idAt(i))]},
    probes: [],
    device: 'cpu',
    sessions: keepSessions('cpu', 0),
    checksModel: false,
    outputs,
    context: {
      stack: 'only',
      rules: {},
      layers: [],
      labels: null,
      map: stage.map,
      causal: true,
      identity: false,
      whole: new Set(),
      scores: null,
      often,
      together: true,
      crossTokens: [],
      tokens: Array.from({length: tokens}, (_, i) => ({
        id: idAt(i),
        text: '',
        bytes: '',
        start: 0,
        end: 0,
        special: false,
      })),
      piece: () => ({
        text: '',
        bytes: '',
        special: false,
      }),
      idsOf: () => [],
    },
  });
}

const failed = ({checks}: StageOutcome) => checks.filter(({error}) => !(error < 1e-4));
const patterns = () => stage.map.attention.map(({pattern}) => pattern);

test('of what no probe wants few numbers leave the graph, however long the text', async () => {
  const numbers = async (length: number): Promise<number> => {
    const {run} = await runOf(length, length);
    expect(patterns().filter(name => run.values.has(name))).toEqual([]);
    // What the embedding is a sum of, and what the head reads, are read at all positions.
    const {embedding, head} = stage.map;
    const whole = [embedding?.tokens, embedding?.positions, embedding?.sum];
    return [...run.values]
      .filter(([name]) => ![...whole, head?.normalized].includes(name))
      .reduce((sum, [, {data}]) => sum + data.length, 0);
  };
  const [short, long] = [await numbers(64), await numbers(256)];
  // Rows of patterns and scores are longer; there are not more of them.
  expect(long).toBeLessThan(2.5 * short);
});

test('where it runs often, checks leave fewer numbers yet', async () => {
  const count = async (often: boolean): Promise<number> => {
    const {run} = await runOf(64, 64, [], often);
    expect(run.whole).not.toBeNull();
    return [...run.values.values()].reduce((sum, {data}) => sum + data.length, 0);
  };
  expect(await count(true)).toBeLessThan(0.6 * (await count(false)));
});

test.each([false, true])('what is wanted leaves it whole, often: %s', async often => {
  const [, second] = patterns();
  const {run} = await runOf(100, 100, [second], often);
  expect(run.values.get(second)?.shape.slice(-2)).toEqual([100, 100]);
  expect(patterns().filter(name => run.values.has(name))).toEqual([second]);
});

test.each([
  ['fewer', 40, 100, false],
  ['fewer', 40, 100, true],
  ['more', 100, 40, false],
  ['more', 100, 40, true],
] as const)(
  'where a graph has %s positions than tokens, all of them leave it (%i, %i, often: %s)',
  async (_, ids, tokens, often) => {
    const outcome = await runOf(ids, tokens, [], often);
    expect(outcome.run.whole).toBeNull();
    expect(failed(outcome)).toEqual([]);
    const {checks} = outcome;
    expect(checks.find(({name}) => name === 'pattern x v = z')?.rows).toEqual({
      checked: 16,
      of: ids,
    });
  },
);
