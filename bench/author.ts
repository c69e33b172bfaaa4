import {appendFile} from 'node:fs/promises';
import {join} from 'node:path';

import {log} from '../studio/command-line/output.ts';
import {toTable} from '../studio/command-line/table.ts';
import {copyProject} from '../tests/fixtures/project-copy.ts';
import type {ProjectCopy} from '../tests/fixtures/project-copy.ts';
import {median} from './median.ts';
import {processorTime} from './processor-time.ts';

const ROUNDS = 5;
const LESSON = '09-self-attention';
const SCENE = 'what-is-it';
const SCRIPT = `scenes/${LESSON}/${SCENE}.script.en.md`;

/** Something that an author waits for. */
interface Step {
  name: string;
  command: readonly string[];
  /** Whether a word of the scene's script is another each time. */
  changed: boolean;
}

const STILL = ['still', SCENE, '--at', 'answer', '--locale', 'en'];
const LINT = ['lint', SCENE, '--force'];
const STEPS: readonly Step[] = [
  {name: 'still of one cue', command: STILL, changed: false},
  {name: 'still of one cue, a word changed', command: STILL, changed: true},
  {name: 'lint of one scene, 2 languages, 2 themes', command: LINT, changed: false},
  {name: 'the same, a word changed', command: LINT, changed: true},
];

/** What an author waits for, in a copy of the project: whole commands, from start to end. */
export async function benchAuthor(): Promise<void> {
  const project = await copyProject(undefined, {lessons: [LESSON]});
  try {
    const rows: string[][] = [];
    for (const step of STEPS) {
      await take(project, step);
      const taken: Awaited<ReturnType<typeof take>>[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const one = await take(project, step);
        taken.push(one);
        log.log(
          `  round ${round}: ${step.name} ${one.seconds.toFixed(1)} s (${one.said})`,
        );
      }
      rows.push([
        step.name,
        median(taken.map(({seconds}) => seconds)).toFixed(1),
        median(taken.map(({spent}) => spent)).toFixed(1),
      ]);
    }
    const head = [`an author's loop, ${LESSON}/${SCENE}`, 'seconds', 'processor s'];
    process.stdout.write(`${toTable(head, rows)}\n\n`);
  } finally {
    await project.remove();
  }
}

/** Run a step once. */
async function take(
  project: ProjectCopy,
  {command, changed}: Step,
): Promise<{seconds: number; spent: number; said: string}> {
  if (changed) await appendFile(join(project.root, SCRIPT), 'Again.\n');
  const before = (await processorTime()) ?? NaN;
  const start = performance.now();
  const {status, stderr} = await project.aim(...command);
  const seconds = (performance.now() - start) / 1000;
  const spent = ((await processorTime()) ?? NaN) - before;
  // Lint ends with 1 where it finds something, which longer captions may bring about.
  if (status !== 0 && command === STILL) throw new Error(stderr);
  const said = /ℹ (.*\d s)$/m.exec(stderr)?.[1] ?? '';
  return {seconds, spent, said};
}
