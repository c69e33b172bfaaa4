import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import type {AxeResults} from 'axe-core';
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import {openFiles} from '../../../scenes/captured/reader.ts';
import type {CaptureReader} from '../../../scenes/captured/reader.ts';
import {launchBrowser} from '../../../studio/setup/browser.ts';
import {aimHere} from '../../fixtures/aim-here.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** 64 tokens, with the one that the model begins with. */
const TEXT =
  'Once upon a time there was a little girl named Lily. She loved to play outside in the ' +
  'park with her friends and her big red ball. One day she saw a little bird on the ' +
  'ground. It was sad and hurt, so Lily took it home to her mom. They were very happy that day and a';

let folder: string;
let running: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-html-'));
  running = await launchBrowser();
  const decoder = ['--model', 'decoder', '--text', TEXT];
  await draw(
    'attention',
    ...decoder,
    '--pick',
    'It>bird',
    '--save-capture',
    at('capture'),
  );
  const short = ['--model', 'decoder', '--text', 'Once upon a time there was'];
  await draw('next-token', ...short, '--top', '4');
  await draw('lens', ...short);
}, 120_000);
afterAll(async () => {
  await running.browser.close();
  await rm(folder, {recursive: true});
});

const at = (name: string): string => join(folder, name);

async function draw(kind: string, ...words: string[]): Promise<void> {
  const file = at(`${kind}.html`);
  const {status, stderr} = await aimHere('figure', kind, ...words, '--out', file);
  expect(status, stderr).toBe(0);
}

/** A page of ours, and what it has asked for besides itself. */
async function open(name: string): Promise<{page: Page; asked: string[]}> {
  const address = pathToFileURL(at(name)).href;
  const page = await running.browser.newPage({viewport: {width: 1200, height: 900}});
  const asked: string[] = [];
  page.on('request', request => {
    if (request.url() !== address) asked.push(request.url());
  });
  page.on('pageerror', error => asked.push(error.message));
  page.on('console', message => asked.push(message.text()));
  await page.goto(address);
  await page.waitForSelector('main section');
  return {page, asked};
}

/** What axe finds that keeps people out. */
async function seriousOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const {violations} = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({impact}) => impact === 'serious' || impact === 'critical')
    .map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
}

const tableOf = (page: Page, table: string): Promise<string[][]> =>
  page
    .locator(`${table} tbody tr`)
    .evaluateAll(rows =>
      rows.map(row =>
        [...row.querySelectorAll('td, th')].map(one => one.textContent ?? ''),
      ),
    );

const choose = (page: Page, label: string, value: number): Promise<unknown> =>
  page.getByLabel(label, {exact: true}).selectOption(String(value));

async function captured(): Promise<CaptureReader> {
  const files = await readCapture(at('capture'));
  if (!files) throw new Error('There is no capture.');
  return openFiles(files);
}

describe.each(['attention', 'next-token', 'lens'])('%s', kind => {
  test('is small, asks for nothing, and keeps nobody out', async () => {
    expect((await stat(at(`${kind}.html`))).size).toBeLessThan(500_000);
    const {page, asked} = await open(`${kind}.html`);
    for (const theme of ['light', 'dark']) {
      expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
      for (const summary of await page.locator('details:not([open]) summary').all())
        await summary.click();
      expect(await seriousOf(page)).toEqual([]);
      await page.locator('.theme').click();
    }
    await page.getByLabel('Language').selectOption('ko');
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await page.locator('h1').textContent()).toMatch(/\p{Script=Hangul}/u);
    // A phone has no bar to scroll the whole page sideways.
    await page.setViewportSize({width: 360, height: 740});
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(360);
    expect(asked).toEqual([]);
    await page.close();
  });
});

describe('attention', () => {
  test('its table has what was captured, in every layer', async () => {
    const {page} = await open('attention.html');
    const {block, capture} = await captured();
    expect(capture.tokens).toHaveLength(64);
    await page.locator('.values summary').click();
    for (let layer = 0; layer < 4; layer++) {
      const [head, query] = [layer + 1, 63 - 9 * layer];
      await choose(page, 'Layer', layer);
      await choose(page, 'Head', head);
      await choose(page, 'Query', query);
      const {data} = block(layer, 'attn.hook_pattern').at(head).at(query);
      const rows = await tableOf(page, '.values');
      const wanted = [...data].map((share, key) =>
        key <= query ? `${(Math.round(share * 1e4) / 100).toFixed(2)}%` : 'hidden',
      );
      expect(rows.map(([, , share]) => share)).toEqual(wanted);
      expect(rows[0][1]).toBe('<|endoftext|> (special token)');
      expect(await page.locator('.stamp').textContent()).toContain(
        `layer ${layer} head ${head} · fp32`,
      );
      const notes = await page.locator('.chip .note').allTextContents();
      expect(notes).toEqual(wanted.map(share => (share === 'hidden' ? '–' : share)));
    }
    await page.close();
  });

  test('it begins with the head that a rule has picked, and keys lead through it', async () => {
    const {page} = await open('attention.html');
    const chosen = page.locator('.tile[aria-pressed="true"]');
    const named = (await chosen.getAttribute('aria-label')) ?? '';
    expect(await page.locator('.side-by-side h2').first().textContent()).toBe(
      named.replace('Head', 'head'),
    );
    // The group of tokens is one stop of the Tab key, and arrows lead on in it.
    await page.getByLabel('Query', {exact: true}).focus();
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('data-index')).toBe('63');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await focused.getAttribute('data-index')).toBe('61');
    // What has the focus is shown, and kept by Enter.
    expect(await page.locator('.chip.hidden').count()).toBe(2);
    expect(await focused.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('Enter');
    expect(await focused.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('[role="status"]').textContent()).toContain('attends most');
    expect(await page.getByLabel('Query', {exact: true}).inputValue()).toBe('61');
    await page.keyboard.press('Tab');
    expect(await focused.getAttribute('aria-label')).toBe(named);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    expect(await focused.getAttribute('aria-label')).toBe('Layer 1, Head 1');
    expect(await page.locator('.stamp').textContent()).toContain('layer 1 head 1');
    await page.close();
  });

  test('arcs between lines leave the shares to be read', async () => {
    const {page} = await open('attention.html');
    await page.setViewportSize({width: 390, height: 844});
    await page.waitForTimeout(200);
    const covered = await page.evaluate<number>(`(() => {
      const {top: ground} = document.querySelector('.linked').getBoundingClientRect();
      const notes = [...document.querySelectorAll('.note')].map(note => {
        const {top, bottom} = note.getBoundingClientRect();
        return {top: top - ground, bottom: bottom - ground};
      });
      const ends = [...document.querySelectorAll('.arcs path')].map(arc => {
        const [, , , end] = arc.getAttribute('d').match(/[-\\d.]+ [-\\d.]+/g);
        return Number(end.split(' ')[1]);
      });
      return ends.filter(end =>
        notes.some(({top, bottom}) => top - 2 < end && end < bottom - 1),
      ).length;
    })()`);
    expect(covered).toBe(0);
    await page.close();
  });

  test('pointing at a token shows it, and at a cell its share', async () => {
    const {page} = await open('attention.html');
    await page.locator('.chip').nth(5).hover();
    expect(await page.locator('.chip.hidden').count()).toBe(58);
    expect(await page.locator('.arcs path').count()).toBe(6);
    await page.mouse.move(0, 0);
    expect(await page.locator('.chip.hidden').count()).toBe(0);
    const canvas = page.locator('.cells canvas');
    const box = await canvas.boundingBox();
    if (!box) throw new Error('There is no pattern.');
    const cell = box.width / 64;
    await canvas.hover({position: {x: 0.5 * cell, y: 3.5 * cell}});
    expect(await page.locator('.readout').textContent()).toMatch(
      /^a → <\|endoftext\|>: \d+\.\d\d%$/,
    );
    await canvas.click({position: {x: 0.5 * cell, y: 3.5 * cell}});
    expect(await page.getByLabel('Query', {exact: true}).inputValue()).toBe('3');
    await page.close();
  });

  test('of an encoder-decoder, all three can be chosen', async () => {
    const words = ['--model', 'encoder-decoder', '--text', 'The cat is small.'];
    const kept = ['--of', 'cross', '--save-capture', at('pair')];
    const file = at('cross.html');
    const {status, stderr} = await aimHere(
      ...['figure', 'attention', ...words, ...kept, '--out', file],
    );
    expect(status, stderr).toBe(0);
    const {page, asked} = await open('cross.html');
    expect(await seriousOf(page)).toEqual([]);
    const files = await readCapture(at('pair'));
    if (!files) throw new Error('There is no capture.');
    const {data, shape} = openFiles(files).block(0, 'cross_attn.hook_pattern').at(0);
    const last = [...data].slice(-shape[1]);
    expect(await page.locator('[role="listitem"] .note').allTextContents()).toEqual(
      last.map(share => `${(Math.round(share * 1e4) / 100).toFixed(2)}%`),
    );
    expect(
      await page
        .getByLabel('Attention', {exact: true})
        .locator('option')
        .allTextContents(),
    ).toEqual(['Within the decoder', 'Decoder to encoder', 'Within the encoder']);
    expect(asked).toEqual([]);
    await page.close();
  });

  test('values that failed a check are told, where they are shown', async () => {
    const file = join(at('capture'), 'capture.json');
    const text = await readFile(file, 'utf8');
    const capture = JSON.parse(text) as {tensors: {name: string; verified?: boolean}[]};
    capture.tensors[1].verified = false;
    await writeFile(file, JSON.stringify(capture));
    await draw('attention', '--capture', at('capture'), '--layers', '0-1');
    await writeFile(file, text);
    const {page} = await open('attention.html');
    expect(await page.locator('footer').textContent()).toContain('2 of 4 layers');
    expect(await page.locator('.stamp').textContent()).not.toContain('unverified');
    await choose(page, 'Layer', 1);
    expect(await page.locator('.stamp').textContent()).toMatch(/^unverified · /);
    await page.close();
  });
});

test('next tokens of any position: their bars, and what is left', async () => {
  const {page} = await open('next-token.html');
  await choose(page, 'Token', 3);
  const rows = await tableOf(page, '.bars');
  expect(rows).toHaveLength(5);
  expect(rows[0]).toEqual(['1', 'time', expect.stringMatching(/^\d+%$/)]);
  expect(rows[4][1]).toBe('2,044 others');
  await page.close();
});

test('the last row of the lens is what the model says next', async () => {
  const [{page: lens}, {page: next}] = [
    await open('lens.html'),
    await open('next-token.html'),
  ];
  const [[, token, share]] = await tableOf(lens, '.bars');
  const [[, said, best]] = await tableOf(next, '.bars');
  expect([token, share]).toEqual([said, best]);
  await lens.locator('.lens tbody tr').nth(4).locator('button').nth(2).click();
  expect(await lens.locator('.bars caption').textContent()).toBe('Embedding, at upon');
  await Promise.all([lens.close(), next.close()]);
});

test.each([
  ['attention', ['--layers', '9'], 'there is no layer 9'],
  ['attention', ['--layers', '0', '--layer', '2', '--head', '0'], '--layers leaves out'],
])('%s %j is refused, and no file is there', async (kind, words, message) => {
  const file = at('refused.html');
  const {status, stderr} = await aimHere(
    ...['figure', kind, '--capture', at('capture'), ...words, '--out', file],
  );
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});
