import {Tensor, InferenceSession} from '../data-extract/run/onnxruntime.ts';
import {capture, captureMany} from '../data-extract/index.ts';
import {ROOT} from '../foundations/root.ts';
import {toTable} from '../studio/command-line/table.ts';
import {gpt2Files, SMALL} from './gpt2-like.ts';
import {median} from './median.ts';

const ROUNDS = 7;
const LENGTHS = [64, 512, 1024];
const TEXTS = 100;
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
  const row = await list((await gpt2Files()).small);
  console.log(`\n${toTable([...head, `memory after ${TEXTS} / after 10`], [row])}`);
}

const COMPARED = ['captured', 'ratio', 'of the quickest', 'of processor time'];

/** Milliseconds that one way took in each round, waited for and of processor time. */
interface Times {
  waited: number[];
  processor: number[];
}

const noTimes = (): Times => ({waited: [], processor: []});

async function take(times: Times | null, run: () => Promise<unknown>): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await run();
  const waited = performance.now() - start;
  const {user, system} = process.cpuUsage(before);
  times?.waited.push(waited);
  times?.processor.push((user + system) / 1000);
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

/** A list of texts, and how much memory it takes in the end against after ten. */
async function list(file: string): Promise<string[]> {
  const plain = await InferenceSession.create(file, {logSeverityLevel: 3});
  const texts = Array.from({length: TEXTS}, (_, i) => ({ids: idsOf(64, i)}));
  const made = captureMany({model: file, texts, probes: PROBES, folder: ROOT});
  const times = [noTimes(), noTimes()] as const;
  let [early, late] = [0, 0];
  for (const [i, {ids}] of texts.entries()) {
    await take(times[0], () => plain.run(inputOf(ids)));
    await take(times[1], () => made.next());
    late = process.memoryUsage().rss;
    if (i === 9) early = late;
  }
  await made.return(undefined);
  await plain.release();
  return ['small', ...compared(...times), (late / early).toFixed(2)];
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
