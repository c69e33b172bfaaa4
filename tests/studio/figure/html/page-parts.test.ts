import {inflateSync} from 'node:zlib';

import {describe, expect, test} from 'vitest';

import type {UserError} from '../../../../foundations/user-error.ts';
import {chosenLayers, parseLayers} from '../../../../studio/figure/html/chosen-layers.ts';
import {finestThatFits} from '../../../../studio/figure/html/finest-that-fits.ts';
import {requireRoom} from '../../../../studio/figure/html/page-room.ts';
import {writePage} from '../../../../studio/figure/html/write-page.ts';

describe('parseLayers()', () => {
  test.each([
    ['0', [0]],
    ['0,3-5', [0, 3, 4, 5]],
    ['5, 1-2 ,1', [1, 2, 5]],
    [7, [7]],
  ])('%s', (given, layers) => {
    expect(parseLayers('--layers', given)).toEqual(layers);
  });

  test.each(['', 'a', '1-', '-1', '3-1', '1,,2', '1.5'])('%j is refused', given => {
    expect(() => parseLayers('--layers', given)).toThrow('names no layers');
  });
});

test('layers that are not there are refused', () => {
  expect(chosenLayers([0, 1, 2], null)).toEqual([0, 1, 2]);
  expect(chosenLayers([0, 1, 2], [1])).toEqual([1]);
  expect(() => chosenLayers([0, 1, 2], [1, 7])).toThrow('no layer 7');
});

describe('finestThatFits()', () => {
  test.each([
    [10, 'aaaaaaaa', 8, ['coarse soon', 'fine soon']],
    [8, 'aaaaaaaa', 8, ['coarse soon', 'fine soon']],
    // Packed harder it fits.
    [7, 'aaaaaaa', 7, ['coarse soon', 'fine soon', 'fine small']],
    // That would be too small a gain.
    [5, 'éé', 4, ['coarse soon', 'fine soon']],
    [3, null, 4, ['coarse soon', 'coarse small']],
    [2, null, 4, ['coarse soon']],
  ])('of 8 and 4 bytes at most %i', (most, html, bytes, written) => {
    const calls: string[] = [];
    const write = (name: string, soon: string, small: string) => (packing: string) => {
      calls.push(`${name} ${packing}`);
      return packing === 'soon' ? soon : small;
    };
    const writes = [write('fine', 'aaaaaaaa', 'aaaaaaa'), write('coarse', 'éé', 'éé')];
    expect(finestThatFits(writes, most)).toEqual({html, bytes});
    expect(calls).toEqual(written);
  });
});

test('a page holds its values, and no text of a user becomes a part of it', () => {
  const title = '</title><script>alert("&")</script>';
  const data = {title, locale: 'en'} as never;
  const html = writePage(data, {script: 'f("</script>")', style: 'a{}'}, title, 'small');
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;&amp;&quot;)');
  expect(html).toContain(`f("<\\/script>")`);
  const packed = /id="values">([^<]*)</.exec(html)?.[1] ?? '';
  expect(JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString())).toEqual(data);
});

describe('requireRoom()', () => {
  const causal = {isCausal: true, tokens: 2000, heads: 12};
  test.each([
    {...causal, layers: 1},
    {...causal, tokens: 512, layers: 12},
    {tokens: 128, heads: 6, layers: 4, isCausal: false},
  ])('%j has room', patterns => {
    expect(() => requireRoom(patterns)).not.toThrow();
  });

  test.each([
    [
      {...causal, layers: 12},
      /12 layers of 12 heads: they are 288,000 rows/,
      'at most 1 layer',
    ],
    [{...causal, layers: 2}, /2,000 tokens in 2 layers/, 'at most 1 layer with --layers'],
    [
      {...causal, isCausal: false, layers: 1},
      /in 1 layer of 12 heads/,
      'at most 1,581 tokens',
    ],
    [
      {tokens: 1024, heads: 16, layers: 24, isCausal: true},
      /1,024 tokens/,
      'at most 3 layers',
    ],
  ])('%j has none', (patterns, message, remedy) => {
    expect(() => requireRoom(patterns)).toThrow(message);
    try {
      requireRoom(patterns);
    } catch (error) {
      expect((error as UserError).remedy).toContain(remedy);
    }
  });
});
