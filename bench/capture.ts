import {fork} from 'node:child_process';
import {statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {InferenceSession, Tensor} from 'onnxruntime-node';

import {capture} from '../data-extract/index.ts';
import {FileSource} from '../data-extract/graph/byte-source.ts';
import {buildSkeleton} from '../data-extract/graph/skeleton.ts';
import {openStage} from '../data-extract/run/open-stage.ts';
import {openSession} from '../data-extract/run/session.ts';
import {NO_EXTRAS} from '../data-extract/run/stage-run.ts';
import {ROOT} from '../studio/root.ts';
import {toTable} from '../studio/table.ts';
import {LARGE, SMALL, writeGpt2} from './gpt2-like.ts';
import {median} from './median.ts';

const FOLDER = `${ROOT}/.cache/bench`;
const MODELS = {small: `${FOLDER}/gpt2-25m.onnx`, large: `${FOLDER}/gpt2-650mb.onnx`};
const ROUNDS = 25;
const MB = 1e6;

const idsOf = (length: number): number[] =>
  Array.from({length}, (_, i) => (i * 7919) % SMALL.vocab);

/** Print what instrumenting costs: medians, and ratios to the model as it is. */
export async function benchCapture(): Promise<void> {
  await writeGpt2(MODELS.small, SMALL);
  await writeGpt2(MODELS.large, LARGE);
  console.log(
    `${Math.round(statSync(MODELS.small).size / 4e6)} M parameters, ${ROUNDS} rounds`,
  );
  const head = ['tokens', 'run', 'ms (median)', 'times baseline'];
  console.log(toTable(head, [...(await runTimes(64)), ...(await runTimes(512))]));
  const once = ['once, in a process of its own', 'ms', 'peak MB', 'peak / file'];
  console.log(`\n${toTable(once, [await inChild('prepare'), await inChild('memory')])}`);
}

/** Times of a run with more and more outputs, in turn in one process. */
async function runTimes(length: number): Promise<Row[]> {
  const stage = openStage(MODELS.small, {withPast: false, body: 'decoder'});
  const {attention, blocks} = stage.map;
  const maps = attention.map(({pattern}) => pattern);
  const more = [
    ...maps,
    ...Array.from({length: SMALL.layers}, (_, l) =>
      ['q', 'k', 'v'].map(p => `${p}${l}`),
    ).flat(),
    ...blocks.flatMap(({steps}) => steps.map(({sum}) => sum)),
    ...Array.from({length: SMALL.layers}, (_, l) => `act${l}`),
  ];
  const input = {
    input_ids: new Tensor('int64', BigInt64Array.from(idsOf(length), BigInt), [
      1,
      length,
    ]),
  };
  const plain = await InferenceSession.create(MODELS.small, {logSeverityLevel: 3});
  const [first, second] = [
    await openSession(stage, maps, NO_EXTRAS, 'cpu'),
    await openSession(stage, more, NO_EXTRAS, 'cpu'),
  ];
  const ways = [
    {name: 'as it is (baseline)', run: () => plain.run(input)},
    {name: 'all attention', run: () => first.run(input, ['logits', ...maps])},
    {
      name: 'attention, q, k, v, residual, mlp',
      run: () => second.run(input, ['logits', ...more]),
    },
  ];
  const times = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS + 2; round++) {
    for (const [i, {run}] of ways.entries()) {
      const start = performance.now();
      await run();
      // The first rounds warm up.
      if (round >= 2) times[i].push(performance.now() - start);
    }
  }
  await Promise.all([plain.release(), first.close(), second.close()]);
  const base = median(times[0]);
  return ways.map(({name}, i) => [
    `${length}`,
    name,
    median(times[i]).toFixed(1),
    (median(times[i]) / base).toFixed(2),
  ]);
}

type Row = string[];

/** What depends on the memory of a process is measured in one of its own. */
function inChild(what: 'prepare' | 'memory'): Promise<Row> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [what]);
    child.on('message', (row: Row) => resolve(row));
    child.on('exit', code => {
      if (code !== 0) reject(new Error(`measuring ${what} ended with ${String(code)}`));
    });
  });
}

const peak = (): number => process.resourceUsage().maxRSS * 1024;

async function prepare(): Promise<Row> {
  const start = performance.now();
  const stage = openStage(MODELS.large, {withPast: false, body: 'decoder'});
  const outputs = stage.map.attention.map(({pattern}) => pattern);
  const source = new FileSource(MODELS.large);
  buildSkeleton(source, stage.model, stage.map.graph, stage.files, {
    ...{nodes: [], constants: [], types: []},
    outputs,
  });
  source.close();
  const ms = performance.now() - start;
  const session = await openSession(stage, outputs, NO_EXTRAS, 'cpu');
  const input = {
    input_ids: new Tensor('int64', BigInt64Array.from(idsOf(16), BigInt), [1, 16]),
  };
  await session.run(input, ['logits', ...outputs]);
  const file = statSync(MODELS.large).size;
  return [
    `prepare a file of ${Math.round(file / MB)} MB (ms), then load it and run 16 tokens`,
    ms.toFixed(0),
    `${Math.round(peak() / MB)}`,
    (peak() / file).toFixed(2),
  ];
}

async function memory(): Promise<Row> {
  const start = performance.now();
  await capture({
    model: MODELS.small,
    ids: idsOf(1024),
    probes: {attention: {pattern: true}},
    folder: ROOT,
  });
  return [
    'capture all attention of 1,024 tokens, with its checks',
    (performance.now() - start).toFixed(0),
    `${Math.round(peak() / MB)}`,
    (peak() / statSync(MODELS.small).size).toFixed(2),
  ];
}

const [task] = process.argv.slice(2);
if (process.send && (task === 'prepare' || task === 'memory')) {
  process.send(await (task === 'prepare' ? prepare() : memory()));
  process.disconnect();
}
