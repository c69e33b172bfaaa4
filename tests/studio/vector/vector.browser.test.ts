import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

import {Resvg} from '@resvg/resvg-js';
import type {Page} from 'playwright-core';
import {PNG} from 'pngjs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import type {StagePage} from '../../../studio/render/page/stage-page.ts';
import type {StillFormat} from '../../../studio/render/options/still-options.ts';
import {hasMark, withMark} from '../../../studio/render/stills/picture-mark.ts';
import {pictureTaker} from '../../../studio/render/stills/take-picture.ts';
import {openRequest} from '../../../studio/render/plan/unit.ts';
import {withStage} from '../../../studio/render/page/with-stage.ts';
import type {ReadyStage} from '../../../studio/render/page/with-stage.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {COURSE, course} from '../../fixtures/course.ts';

const run = promisify(execFile);
/** A program of the machine, of poppler-utils. */
const pdftotext = await run('pdftotext', ['-v']).catch(() => null);

let stage: ReadyStage;
let close: () => void;
let closed: Promise<void>;
beforeAll(async () => {
  await new Promise<void>((ready, failed) => {
    closed = withStage(COURSE, ['01-test', '07-shapes'], async opened => {
      stage = opened;
      ready();
      await new Promise<void>(done => (close = done));
    });
    closed.catch(failed);
  });
});
afterAll(async () => {
  close();
  await closed;
});

/** What stands in the picture, spaced as it is written. */
const TEXTS = ['짧은 장면입니다.', 'Attention in Motion'];

/** A page that draws shapes is spoilt for pixels. */
const pages = new Map<boolean, Promise<StagePage>>();

async function take(
  id: string,
  format: StillFormat,
  {frame = 20, locale = 'en'} = {},
): Promise<Buffer | string> {
  const shapes = format !== 'png';
  if (!pages.has(shapes)) pages.set(shapes, stage.openPage());
  const page = await (pages.get(shapes) as Promise<StagePage>);
  const how = {...course.video, theme: 'light', captions: 'picture'} as const;
  await page.call('open', openRequest(sceneOf(id), locale, how, course.video));
  const draw = await pictureTaker(stage, {format, scale: 1}, course);
  return draw(page, frame, 'A <title> & 제목');
}

const dataUrl = (picture: Buffer | string): string =>
  typeof picture === 'string'
    ? `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`
    : `data:image/png;base64,${picture.toString('base64')}`;

/** Part of the pixels that differ widely between two pictures. */
async function difference(a: Buffer | string, b: Buffer | string): Promise<number> {
  const page: Page = await stage.openBlank();
  try {
    return await page.evaluate<number>(
      `(${COMPARE})(${JSON.stringify([dataUrl(a), dataUrl(b)])})`,
    );
  } finally {
    await page.close();
  }
}

// As text: what a test compiles to names helpers that the page has not.
const COMPARE = `async ([a, b]) => {
  const load = async url => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const context = new OffscreenCanvas(1920, 1080).getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, 1920, 1080).data;
  };
  const [one, two] = [await load(a), await load(b)];
  let wide = 0;
  for (let i = 0; i < one.length; i += 4) {
    const channels = [0, 1, 2].map(c => Math.abs(one[i + c] - two[i + c]));
    if (Math.max(...channels) > 96) wide++;
  }
  return wide / (one.length / 4);
}`;

describe('a picture in shapes', {timeout: 120_000}, () => {
  test.each([
    ['07-shapes/all-shapes', 'en'],
    ['01-test/short', 'ko'],
  ])('is the picture in pixels: %s in %s', async (id, locale) => {
    const svg = await take(id, 'svg', {locale});
    const png = await take(id, 'png', {locale});
    // Text that is painted as such lies on whole pixels; its outlines do not.
    expect(await difference(svg, png)).toBeLessThan(0.003);
    // A program of another family, which finds no font at all.
    const drawn = new Resvg(String(svg), {font: {loadSystemFonts: false}}).render();
    expect(await difference(drawn.asPng(), png)).toBeLessThan(0.003);
  });

  test('has texts that can be selected, as SVG', async () => {
    const page = await stage.openBlank();
    try {
      await page.setContent(String(await take('01-test/short', 'svg', {locale: 'ko'})));
      const selected = await page.evaluate<string>(
        'getSelection().selectAllChildren(document.body), String(getSelection())',
      );
      for (const text of TEXTS) expect(selected).toContain(text);
    } finally {
      await page.close();
    }
  });

  test('has its texts in embedded faces, as PDF', async () => {
    const pdf = (await take('01-test/short', 'pdf')).toString('latin1');
    const fonts = pdf.match(/\/Type \/Font\n/g) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    expect(pdf.match(/\/ToUnicode /g)?.length).toBeGreaterThan(0);
    expect(pdf).not.toMatch(/\/BaseFont \/(?![A-Z]{6}\+(Pretendard|JetBrainsMono))/);
  });

  test.skipIf(pdftotext === null)('gives its words to pdftotext, as PDF', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aim-pdf-'));
    try {
      const file = join(folder, 'short.pdf');
      await writeFile(file, await take('01-test/short', 'pdf', {locale: 'ko'}));
      const {stdout} = await run('pdftotext', ['-layout', file, '-']);
      for (const text of TEXTS) expect(stdout).toContain(text);
    } finally {
      await rm(folder, {recursive: true});
    }
  });

  test('would not pass for another frame', async () => {
    const [early, late] = [{frame: 5}, {frame: 40}];
    const svg = await take('01-test/short', 'svg', early);
    const png = await take('01-test/short', 'png', late);
    expect(await difference(svg, png)).toBeGreaterThan(0.005);
  });

  test('is the same file every time, as SVG and as PDF', async () => {
    for (const format of ['svg', 'pdf'] as const) {
      const files = [await take('07-shapes/all-shapes', format)];
      await new Promise(resolve => setTimeout(resolve, 1100));
      files.push(await take('07-shapes/all-shapes', format));
      expect(Buffer.from(files[0]).equals(Buffer.from(files[1]))).toBe(true);
    }
  });

  test('has one page in its size as PDF', async () => {
    const pdf = (await take('01-test/short', 'pdf')).toString('latin1');
    expect(pdf).toMatch(/^%PDF-/);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(pdf).toContain('/MediaBox [0 0 1440 810]');
    expect(pdf).not.toContain('/Subtype /Image');
    const [, title] = /\/Title <FEFF([0-9A-F]+)>/i.exec(pdf) ?? [];
    const utf16 = Buffer.from(title ?? '', 'hex')
      .swap16()
      .toString('utf16le');
    expect(utf16).toBe('A <title> & 제목');
  });

  test.each(['png', 'svg', 'pdf'] as const)(
    'is known again as ours and shows the same with its mark: %s',
    async format => {
      const plain = await take('01-test/short', format);
      const marked = await withMark(`x.${format}`, plain);
      expect(hasMark(Buffer.from(plain))).toBe(false);
      expect(hasMark(Buffer.from(marked))).toBe(true);
      if (format !== 'pdf') expect(await difference(plain, marked)).toBe(0);
      else expect(marked).toHaveLength(plain.length);
      if (typeof marked !== 'string' && format === 'png')
        expect(PNG.sync.read(marked).width).toBe(1920);
    },
  );

  test('is refused where something cannot be told in shapes', async () => {
    await expect(take('07-shapes/gradient', 'svg')).rejects.toThrow(
      'Gradients and patterns are not told as shapes',
    );
  });
});
