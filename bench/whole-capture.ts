import {Tensor, InferenceSession} from '../data-extract/run/onnxruntime.ts';
import {capture, captureMany} from '../data-extract/index.ts';
import {ROOT} from '../foundations/root.ts';
import {toTable} from '../studio/command-line/table.ts';
import {SMALL} from './gpt2-like.ts';
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
 * model and running it once, and a list of texts in turn with runs of the plain model. Each
 * round is compared with its own baseline; the ratio of the quickest is that of a quiet
 * moment.
 */
export async function benchWholeCaptures(
  models: Readonly<Record<string, string>>,
): Promise<void> {
  const rows: string[][] = [];
  for (const [name, file] of Object.entries(models)) {
    for (const length of LENGTHS) rows.push(await whole(name, file, length));
  }
  const head = ['plain, load and run (ms)', 'captured', 'ratio', 'of the quickest'];
  console.log(`\n${toTable(['model', 'tokens', ...head], rows)}`);
  const many = ['plain run (ms)', 'captured', 'ratio', 'of the quickest', 'memory'];
  const texts = await list(models.small);
  console.log(`\n${toTable([`${TEXTS} texts of 64 tokens`, ...many], [texts])}`);
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
  const times: [number[], number[]] = [[], []];
  // The first round hashes the file and warms up.
  for (let round = -1; round < ROUNDS; round++) {
    for (let i = 0; i < ways.length; i++) {
      const way = (i + Math.abs(round)) % ways.length;
      const start = performance.now();
      await ways[way]();
      if (round >= 0) times[way].push(performance.now() - start);
    }
  }
  return [name, `${length}`, ...compared(...times)];
}

/** A list of texts, and how much memory it takes in the end against after ten. */
async function list(file: string): Promise<string[]> {
  const plain = await InferenceSession.create(file, {logSeverityLevel: 3});
  const texts = Array.from({length: TEXTS}, (_, i) => ({ids: idsOf(64, i)}));
  const made = captureMany({model: file, texts, probes: PROBES, folder: ROOT});
  const times: [number[], number[]] = [[], []];
  let [early, late] = [0, 0];
  for (const [i, {ids}] of texts.entries()) {
    let start = performance.now();
    await plain.run(inputOf(ids));
    times[0].push(performance.now() - start);
    start = performance.now();
    await made.next();
    times[1].push(performance.now() - start);
    late = process.memoryUsage().rss;
    if (i === 9) early = late;
  }
  await made.return(undefined);
  await plain.release();
  return ['small', ...compared(...times), (late / early).toFixed(2)];
}

function compared(plain: readonly number[], captured: readonly number[]): string[] {
  const [least, own] = [Math.min(...plain), Math.min(...captured)];
  return [
    median(plain).toFixed(0),
    median(captured).toFixed(0),
    median(captured.map((time, i) => time / plain[i])).toFixed(2),
    (own / least).toFixed(2),
  ];
}
