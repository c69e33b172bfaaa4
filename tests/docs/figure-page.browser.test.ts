import {mkdtemp, readFile, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {PACKAGES} from '../../data-extract/models/fetch-package.ts';
import {ROOT} from '../../foundations/root.ts';
import {figure} from '../../studio/figure/index.ts';
import {aimHere} from '../fixtures/aim-here.ts';
import {commandLinesOf} from './command-lines.ts';

const page = await readFile(join(ROOT, 'docs/figure.md'), 'utf8');
const lines = commandLinesOf(page, true).filter(({args}) => args.includes('--out'));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-page-'));
  // The page's own word vectors: any will do.
  const words = ['king', 'queen', 'man', 'apple', 'pear', 'plum', 'fruit'];
  const numbers = (i: number): string => [i < 3 ? 4 : i, (i * i) % 5, i % 3].join(' ');
  const vectors = words.map((word, i) => `${word} ${numbers(i)}\n`).join('');
  await writeFile(join(folder, 'vectors.txt'), vectors);
});
afterAll(() => rm(folder, {recursive: true}));

/** A word as a shell gives it on, with the page's folder in the test's. */
const given = (word: string): string =>
  word.replace(/^"(.*)"$/, '$1').replace(/^figures\//, `${folder}/`);

const HEADS = {
  '.svg': '<svg ',
  '.png': '\x89PNG',
  '.pdf': '%PDF',
  '.mp4': '\0\0\0',
  '.html': '<!doctype html>',
};

test('the page has commands and their pictures', async () => {
  expect(lines.length).toBeGreaterThan(8);
  for (const [, image] of page.matchAll(/!\[.*\]\((.*)\)/g))
    expect((await stat(join(ROOT, 'docs', image))).size).toBeLessThan(300_000);
});

const fetched = await readdir(join(ROOT, PACKAGES)).catch(() => []);
/** Word vectors of the course are a large package, which this test does not fetch. */
const isHere = (args: readonly string[]): boolean =>
  !args.includes('word-vectors') || fetched.some(name => name.startsWith('wink-'));

for (const {args, text} of lines) {
  test.skipIf(!isHere(args))(
    text,
    async () => {
      const words = args.map(given);
      const {status, stderr} = await aimHere(...words);
      expect(status, stderr).toBe(0);
      const file = words[words.indexOf('--out') + 1];
      const picture = await readFile(file, 'latin1');
      const ending = extname(file) as keyof typeof HEADS;
      expect(picture.startsWith(HEADS[ending])).toBe(true);
      expect(picture.length).toBeLessThan(1_000_000);
    },
    120_000,
  );
}

test('the figures of a paper', async () => {
  const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(page) ?? [];
  await writeFile(join(folder, 'figures.yaml'), yaml);
  const {status, stderr} = await aimHere('figures', join(folder, 'figures.yaml'));
  expect(status, stderr).toBe(0);
  const files = [...yaml.matchAll(/out: (.*)/g)].map(([, file]) => file);
  expect(files).toHaveLength(3);
  for (const file of files)
    expect((await stat(join(folder, file))).size).toBeGreaterThan(0);
}, 120_000);

test('the same inputs give the same bytes', async () => {
  const words = ['figure', 'attention', '--capture', join(folder, 'bird')];
  const more = ['--view', 'grid', '--pick', 'previous-token'];
  const [first, second] = [join(folder, 'first.svg'), join(folder, 'second.svg')];
  for (const file of [first, second]) {
    const {status, stderr} = await aimHere(...words, ...more, '--out', file);
    expect(status, stderr).toBe(0);
  }
  const text = await readFile(first, 'utf8');
  expect(await readFile(second, 'utf8')).toBe(text);
  const settings = {capture: join(folder, 'bird'), view: 'grid', pick: 'previous-token'};
  expect(await figure('attention', settings)).toBe(text);
}, 120_000);

test.each([
  [['--capture', 'none'], 'holds no capture'],
  [['--capture', 'bird', '--title', 'long '.repeat(60)], '--title'],
])(
  '%j is refused, and no file is there',
  async (words, message) => {
    const file = join(folder, 'refused.svg');
    const own = words.map(word =>
      /^(none|bird)$/.test(word) ? join(folder, word) : word,
    );
    const {status, stderr} = await aimHere('figure', 'attention', ...own, '--out', file);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  },
  120_000,
);
