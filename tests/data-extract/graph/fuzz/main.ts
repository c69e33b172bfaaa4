import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';

import {tryModels} from './try-models.ts';
import type {FuzzReport} from './try-models.ts';

/** Models per process: a crash or a hang costs no more than these. */
const BATCH = 500;
/** Silence in milliseconds after which a model counts as one that hangs. */
const SILENCE = 20_000;

type Message = 'alive' | FuzzReport;

const [mode, first, second] = process.argv.slice(2);
if (mode === '--batch') {
  const batch = {seed: Number(first), count: Number(second)};
  process.send?.(await tryModels(batch, () => process.send?.('alive')));
} else {
  await fuzz(Number(mode || 10_000));
}

async function fuzz(count: number): Promise<void> {
  const total = {accepted: 0, refused: 0, failures: 0};
  for (let from = 0; from < count; from += BATCH) {
    const report = await batch(from, Math.min(BATCH, count - from));
    total.accepted += report.accepted;
    total.refused += report.refused;
    if (report.failure !== null) {
      total.failures++;
      console.log(report.failure);
    }
    process.stderr.write(`${Math.min(count, from + BATCH)} of ${count}\n`);
  }
  console.log(
    `${count} spoiled models: ${total.accepted} accepted, ${total.refused} refused, ` +
      `${total.failures} batches with a failure`,
  );
  if (total.failures > 0) process.exitCode = 1;
}

function batch(seed: number, count: number): Promise<FuzzReport> {
  return new Promise(resolve => {
    const child = fork(fileURLToPath(import.meta.url), [
      '--batch',
      `${seed}`,
      `${count}`,
    ]);
    let tried = 0;
    const fail = (problem: string): void => {
      clearTimeout(watch);
      child.kill('SIGKILL');
      const failure = `model ${tried} of the ${count} of seed ${seed} ${problem}`;
      resolve({accepted: 0, refused: 0, failure});
    };
    const watch = setTimeout(() => fail('hangs'), SILENCE);
    child.on('message', (message: Message) => {
      watch.refresh();
      if (message === 'alive') {
        tried++;
      } else {
        clearTimeout(watch);
        resolve(message);
      }
    });
    child.on('exit', (code, signal) => {
      if (code !== 0) fail(`ended the process (${signal ?? code})`);
    });
  });
}
