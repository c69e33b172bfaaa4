import {setTimeout} from 'node:timers/promises';

import {Tensor, InferenceSession} from '../data-extract/run/onnxruntime.ts';
import {capture, captureMany} from '../data-extract/index.ts';
import {ROOT} from '../foundations/root.ts';
import {toTable} from '../studio/command-line/table.ts';
import {gpt2Files, SMALL} from './gpt2-like.ts';
import {median} from './median.ts';

const ROUNDS = 7;
const LENGTHS = [64, 512, 1024];
const TEXTS = 100;
/** Texts of a list that follow each other before it is the plain model's turn. */
const IN_A_ROW = 10;
/** Milliseconds until threads of the way before have gone to sleep. */
const REST = 50;
const PROBES = {attention: {pattern: true}} as const;

const idsOf = (length: number, from = 0): number[] =>
  Array.from({length}, (_, i) => ((i + from) * 7919) % SMALL.vocab);

const inputOf = (ids: readonly number[]): Record<string, Tensor> => ({
  input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
});

/**
 * Print what users wait for: whole calls in one process, in turn with loading the plain
 * model and running it once. Each round is compared with its own baseline; the ratio of the
 * quickest is that of a quiet moment, that of processor time tells what other programs
 * disturb least.
 */
export async function benchWholeCaptures(name: 'small' | 'large'): Promise<void> {
  const file = (await gpt2Files())[name];
  const rows: string[][] = [];
  for (const length of LENGTHS) rows.push(await whole(name, file, length));
  console.log(
    `\n${toTable(['model', 'tokens', 'plain, load and run (ms)', ...COMPARED], rows)}`,
  );
}

/** Print the same of a list of texts, in turn with runs of the plain model. */
export async function benchList(): Promise<void> {
  const head = [`${TEXTS} texts of 64 tokens`, 'plain run (ms)', ...COMPARED];
  const files = await gpt2Files();
  const rows = [await list('small', files.small), await list('large', files.large)];
  console.log(
    `\n${toTable([...head, `memory after ${TEXTS} / after ${IN_A_ROW}`], rows)}`,
  );
}

const COMPARED = ['captured', 'ratio', 'of the quickest', 'of processor time'];

/** Milliseconds that one way took in each round, waited for and of processor time. */
interface Times {
  waited: number[];
  processor: number[];
}

const noTimes = (): Times => ({waited: [], processor: []});

/** @param count - How often it is run; the times are those of one. */
async function take(
  times: Times | null,
  run: () => Promise<unknown>,
  count = 1,
): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  for (let i = 0; i < count; i++) await run();
  const waited = performance.now() - start;
  const {user, system} = process.cpuUsage(before);
  times?.waited.push(waited / count);
  times?.processor.push((user + system) / 1000 / count);
}

async function whole(name: string, file: string, length: number): Promise<string[]> {
  const ids = idsOf(length);
  const ways = [
    async () => {
      const session = await InferenceSession.create(file, {logSeverityLevel: 3});
      await session.run(inputOf(ids));
      await session.release();
    },
    () => capture({model: file, ids, probes: PROBES, folder: ROOT}),
  ];
  const times = [noTimes(), noTimes()] as const;
  // The first round hashes the file and warms up.
  for (let round = -1; round < ROUNDS; round++) {
    for (let i = 0; i < ways.length; i++) {
      const way = (i + Math.abs(round)) % ways.length;
      await take(round < 0 ? null : times[way], ways[way]);
    }
  }
  return [name, `${length}`, ...compared(...times)];
}

/**
 * A list of texts, and how much memory it takes in the end against after the first. Some
 * follow each other, as they do in a list: after a plain run its threads are awake for a
 * while, and would be in the way of every text.
 */
async function list(name: string, file: string): Promise<string[]> {
  const plain = await InferenceSession.create(file, {logSeverityLevel: 3});
  const texts = Array.from({length: TEXTS}, (_, i) => ({ids: idsOf(64, i)}));
  const made = captureMany({model: file, texts, probes: PROBES, folder: ROOT});
  const times = [noTimes(), noTimes()] as const;
  let [early, late] = [0, 0];
  for (let from = 0; from < TEXTS; from += IN_A_ROW) {
    let i = from;
    await setTimeout(REST);
    await take(times[0], () => plain.run(inputOf(texts[i++].ids)), IN_A_ROW);
    await setTimeout(REST);
    await take(times[1], () => made.next(), IN_A_ROW);
    late = process.memoryUsage().rss;
    if (from === 0) early = late;
  }
  await made.return(undefined);
  await plain.release();
  return [name, ...compared(...times), (late / early).toFixed(2)];
}

function compared(plain: Times, captured: Times): string[] {
  const [least, own] = [Math.min(...plain.waited), Math.min(...captured.waited)];
  const ratio = (what: keyof Times): string =>
    median(captured[what].map((time, i) => time / plain[what][i])).toFixed(2);
  return [
    median(plain.waited).toFixed(0),
    median(captured.waited).toFixed(0),
    ratio('waited'),
    (own / least).toFixed(2),
    ratio('processor'),
  ];
}
