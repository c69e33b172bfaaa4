import {appendFile, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {makeFigures} from '../../../../studio/figure/batch/make-figures.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-batch-'));
});
afterAll(() => rm(folder, {recursive: true}));

const at = (name: string): string => join(folder, name);

/** Pages need no browser to be made. */
const PAPER = `
defaults:
  model: decoder
  text: Lily saw a bird.
figures:
  - kind: next-token
    out: next.html
  - kind: attention
    save-capture: bird
    out: heads.html
`;

/** The first of these cannot be drawn: no token of its text is that. */
const ONE_FAILS = PAPER.replace('out: next', 'token: dog\n    out: next');

/** A second file, which draws what the first has captured. */
const AGAIN = `
figures:
  - kind: attention
    capture: bird
    theme: dark
    out: again.html
`;

const textAt = (name: string): Promise<string> => readFile(at(name), 'utf8');

async function made(yaml: string, force = false): Promise<string[]> {
  await writeFile(at('paper.yaml'), yaml);
  const told: string[] = [];
  await makeFigures(at('paper.yaml'), {
    force,
    onMade({file, ...one}) {
      const said = one.state === 'failed' ? `: ${(one.error as Error).message}` : '';
      told.push(`${file.slice(folder.length + 1)} ${one.state}${said}`);
    },
  });
  return told;
}

test('only what has changed is drawn again', async () => {
  expect(await made(PAPER)).toEqual(['next.html drawn', 'heads.html drawn']);
  expect(await made(PAPER)).toEqual(['next.html fresh', 'heads.html fresh']);
  const {mtimeMs} = await stat(at('next.html'));
  // A field of one of them, a default, and what makes no difference.
  const other = PAPER.replace('next.html', 'next.html\n    top: 3').replace(
    '\nfig',
    '\n# a\nfig',
  );
  expect(await made(other)).toEqual(['next.html drawn', 'heads.html fresh']);
  expect((await stat(at('next.html'))).mtimeMs).toBeGreaterThan(mtimeMs);
  expect(await made(PAPER.replace('a bird', 'the bird'))).toEqual([
    ...['next.html drawn', 'heads.html drawn'],
  ]);
  // A picture that somebody has changed, or removed, and a capture that is gone.
  await appendFile(at('next.html'), '<!-- mine -->');
  expect(await made(PAPER)).toEqual(['next.html drawn', 'heads.html drawn']);
  await rm(at('next.html'));
  expect(await made(PAPER)).toEqual(['next.html drawn', 'heads.html fresh']);
  await rm(at('bird'), {recursive: true});
  expect(await made(PAPER)).toEqual(['next.html fresh', 'heads.html drawn']);
  expect(await made(PAPER, true)).toEqual(['next.html drawn', 'heads.html drawn']);
}, 120_000);

test('one that fails keeps its file, and does not keep the others from theirs', async () => {
  expect(await made(PAPER, true)).toEqual(['next.html drawn', 'heads.html drawn']);
  const [next, heads] = await Promise.all(['next.html', 'heads.html'].map(textAt));
  const failed = expect.stringMatching(
    /^next\.html failed: paper\.yaml:7: --token dog: no token is that/,
  );
  const dark = ONE_FAILS.replace('text:', 'theme: dark\n  text:');
  expect(await made(dark)).toEqual([
    expect.stringMatching('next.html failed: paper.yaml:8: --token dog'),
    'heads.html drawn',
  ]);
  expect(await textAt('next.html')).toBe(next);
  expect(await textAt('heads.html')).not.toBe(heads);
  // What had been drawn is fresh, and what had failed is tried again.
  expect(await made(dark)).toEqual([
    expect.stringMatching('next.html failed'),
    'heads.html fresh',
  ]);
  expect(await made(ONE_FAILS)).toEqual([failed, 'heads.html drawn']);
  expect(await made(PAPER)).toEqual(['next.html fresh', 'heads.html fresh']);
}, 120_000);

test.each([
  [PAPER.replace('decoder', 'decodr'), 'next.html failed: paper.yaml:3: --model'],
  [AGAIN.replace('bird', 'none'), 'again.html failed: paper.yaml:4: --capture '],
])('%j cannot be drawn', async (yaml, message) => {
  const [first] = await made(yaml);
  expect(first).toContain(message);
});

test('a capture that has changed is drawn again', async () => {
  expect(await made(AGAIN)).toEqual(['again.html drawn']);
  expect(await made(AGAIN)).toEqual(['again.html fresh']);
  const file = at('bird/capture.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"fp32"', '"fp16"'));
  expect(await made(AGAIN)).toEqual(['again.html drawn']);
}, 60_000);

test.each([
  [PAPER.replace('heads.html', 'heads.jpg'), 'paper.yaml:10: --out heads.jpg'],
  [
    PAPER.replace('heads.html', './next.html'),
    'paper.yaml:10: "out" is that of the figure in line 7',
  ],
  [
    PAPER.replace('next-token', 'next-token\n    save-capture: ./bird'),
    'paper.yaml:10: "save-capture" is that of the figure in line 7',
  ],
])('%j is refused with its line, and nothing is drawn', async (yaml, message) => {
  await rm(at('next.html'), {force: true});
  await expect(made(yaml)).rejects.toThrow(message);
  await expect(stat(at('next.html'))).rejects.toThrow('ENOENT');
});
