import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';

import {tryModels} from './try-models.ts';
import type {FuzzReport} from './try-models.ts';

/** Models per process: a crash or a hang costs no more than these. */
const BATCH = 500;
/** Silence in milliseconds after which a model counts as one that hangs. */
const SILENCE = 20_000;

type Message = {seed: number} | {report: FuzzReport};

const [mode, first, second] = process.argv.slice(2);
if (mode === '--batch') {
  const from = Number(first);
  const report = await tryModels(
    Array.from({length: Number(second)}, (_, i) => from + i),
    seed => process.send?.({seed}),
  );
  process.send?.({report});
} else {
  await fuzz(Number(mode || 10_000));
}

async function fuzz(count: number): Promise<void> {
  const total: FuzzReport = {accepted: 0, refused: 0, failures: [], slowest: 0};
  for (let from = 0; from < count; from += BATCH) {
    const report = await batch(from, Math.min(BATCH, count - from));
    total.accepted += report.accepted;
    total.refused += report.refused;
    total.failures.push(...report.failures);
    total.slowest = Math.max(total.slowest, report.slowest);
    process.stderr.write(`${Math.min(count, from + BATCH)} of ${count}\n`);
  }
  for (const {seed, problem} of total.failures) console.log(`seed ${seed}: ${problem}`);
  console.log(
    `${count} spoiled models: ${total.accepted} accepted, ${total.refused} refused, ` +
      `${total.failures.length} failures; the slowest took ${Math.round(total.slowest)} ms`,
  );
  if (total.failures.length > 0) process.exitCode = 1;
}

function batch(from: number, count: number): Promise<FuzzReport> {
  return new Promise(resolve => {
    const child = fork(fileURLToPath(import.meta.url), [
      '--batch',
      `${from}`,
      `${count}`,
    ]);
    let last = from;
    const fail = (problem: string): void => {
      clearTimeout(watch);
      child.kill('SIGKILL');
      resolve({accepted: 0, refused: 0, failures: [{seed: last, problem}], slowest: 0});
    };
    const watch = setTimeout(() => fail('hangs'), SILENCE);
    child.on('message', (message: Message) => {
      watch.refresh();
      if ('seed' in message) {
        last = message.seed;
      } else {
        clearTimeout(watch);
        resolve(message.report);
      }
    });
    child.on('exit', (code, signal) => {
      if (code !== 0) fail(`ended the process (${signal ?? code})`);
    });
  });
}
