import {fork} from 'node:child_process';
import {statSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

import {InferenceSession, Tensor} from '../data-extract/run/onnxruntime.ts';

import {capture} from '../data-extract/index.ts';
import {FileSource} from '../data-extract/graph/byte-source.ts';
import {buildSkeleton} from '../data-extract/graph/skeleton.ts';
import {openStage} from '../data-extract/run/open-stage.ts';
import {openSession} from '../data-extract/run/session.ts';
import {NO_EXTRAS} from '../data-extract/stage/extras.ts';
import {ROOT} from '../foundations/root.ts';
import {toTable} from '../studio/command-line/table.ts';
import {gpt2Files, SMALL} from './gpt2-like.ts';
import {median} from './median.ts';

const MODELS = await gpt2Files();
const ROUNDS = 25;
const MB = 1e6;

const idsOf = (length: number): number[] =>
  Array.from({length}, (_, i) => (i * 7919) % SMALL.vocab);

/** Print what instrumenting costs: medians, and ratios to the model as it is. */
export async function benchCapture(): Promise<void> {
  console.log(
    `${Math.round(statSync(MODELS.small).size / 4e6)} M parameters, ${ROUNDS} rounds`,
  );
  const head = ['tokens', 'run', 'ms (median)', 'times baseline'];
  console.log(toTable(head, [...(await runTimes(64)), ...(await runTimes(512))]));
  const once = [
    'once, in a process of its own',
    'ms',
    'resident MB',
    'of it mapped',
    '/ file',
  ];
  console.log(
    `\n${toTable(once, [...(await inChild('load')), ...(await inChild('memory'))])}`,
  );
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
  const input = inputOf(length);
  const plain = await InferenceSession.create(MODELS.small, {logSeverityLevel: 3});
  const open = (outputs: string[]) =>
    openSession(stage, outputs, NO_EXTRAS, 'cpu', {often: true});
  const [first, second] = [await open(maps), await open(more)];
  const running = await inTurn(length, [
    {name: 'as it is (baseline)', run: () => plain.run(input)},
    {name: 'all attention', run: () => first.run(input, ['logits', ...maps])},
    {
      name: 'attention, q, k, v, residual, mlp',
      run: () => second.run(input, ['logits', ...more]),
    },
  ]);
  await Promise.all([plain.release(), first.close(), second.close()]);
  const once = await inTurn(length, [
    {
      name: 'load, then run once (baseline)',
      run: async () => {
        const own = await InferenceSession.create(MODELS.small, {logSeverityLevel: 3});
        await own.run(input);
        await own.release();
      },
    },
    {
      name: 'load, then run once with all attention',
      run: async () => {
        const own = await openSession(stage, maps, NO_EXTRAS, 'cpu');
        await own.run(input, ['logits', ...maps]);
        await own.close();
      },
    },
  ]);
  return [...running, ...once];
}

/**
 * Medians of several ways, and of their ratios to the first. Each round is compared with
 * itself, since what else the machine does changes slowly; and each begins with another
 * way, since threads of the way before are still awake when the next one starts.
 */
async function inTurn(
  length: number,
  ways: readonly {name: string; run: () => Promise<unknown>}[],
): Promise<Row[]> {
  const times = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS + 2; round++) {
    for (let i = 0; i < ways.length; i++) {
      const way = (i + round) % ways.length;
      const start = performance.now();
      await ways[way].run();
      // The first rounds warm up.
      if (round >= 2) times[way].push(performance.now() - start);
    }
  }
  return ways.map(({name}, i) => {
    const ratio = median(times[i].map((time, round) => time / times[0][round]));
    return [`${length}`, name, median(times[i]).toFixed(1), ratio.toFixed(2)];
  });
}

const inputOf = (length: number): Record<string, Tensor> => ({
  input_ids: new Tensor('int64', BigInt64Array.from(idsOf(length), BigInt), [1, length]),
});

type Row = string[];

/** What depends on the memory of a process is measured in one of its own. */
function inChild(what: 'load' | 'memory'): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [what]);
    child.on('message', (rows: Row[]) => resolve(rows));
    child.on('exit', code => {
      if (code !== 0) reject(new Error(`measuring ${what} ended with ${String(code)}`));
    });
  });
}

/**
 * Memory of this process in bytes: all of it, and how much of it are pages of files that
 * the system takes back when it needs them. Only Linux tells the second.
 */
async function resident(): Promise<{all: number; mapped: number | null}> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const mapped = /^RssFile:\s+(\d+) kB/m.exec(status);
  return {
    all: process.memoryUsage().rss,
    mapped: mapped ? Number(mapped[1]) * 1024 : null,
  };
}

async function row(name: string, start: number, file: number): Promise<Row> {
  const ms = performance.now() - start;
  const {all, mapped} = await resident();
  return [
    name,
    ms.toFixed(0),
    `${Math.round(all / MB)}`,
    mapped === null ? '' : `${Math.round(mapped / MB)}`,
    (all / file).toFixed(2),
  ];
}

async function load(): Promise<Row[]> {
  const {size} = statSync(MODELS.large);
  const file = `${Math.round(size / MB)} MB`;
  const before = await row('Node, onnxruntime and this program', performance.now(), size);
  let start = performance.now();
  const stage = openStage(MODELS.large, {withPast: false, body: 'decoder'});
  const outputs = stage.map.attention.map(({pattern}) => pattern);
  const source = new FileSource(MODELS.large);
  buildSkeleton(source, stage.model, stage.map.graph, stage.files, {
    nodes: [],
    constants: [],
    types: [],
    inputs: [],
    outputs,
  });
  source.close();
  const rows = [before, await row(`prepare a file of ${file}`, start, size)];
  start = performance.now();
  const session = await openSession(stage, outputs, NO_EXTRAS, 'cpu');
  rows.push(await row('load it', start, size));
  start = performance.now();
  await session.run(inputOf(16), ['logits', ...outputs]);
  rows.push(await row('run 16 tokens', start, size));
  return rows;
}

async function memory(): Promise<Row[]> {
  const {size} = statSync(MODELS.small);
  const start = performance.now();
  await capture({
    model: MODELS.small,
    ids: idsOf(1024),
    probes: {attention: {pattern: true}},
    folder: ROOT,
  });
  const name = 'capture all attention of 1,024 tokens, with its checks';
  const peak = process.resourceUsage().maxRSS * 1024;
  return [
    [
      name,
      (performance.now() - start).toFixed(0),
      `${Math.round(peak / MB)} (peak)`,
      '',
      (peak / size).toFixed(2),
    ],
  ];
}

const [task] = process.argv.slice(2);
if (process.send && (task === 'load' || task === 'memory')) {
  process.send(await (task === 'load' ? load() : memory()));
  process.disconnect();
}
