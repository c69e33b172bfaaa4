import {inflateSync} from 'node:zlib';

import {describe, expect, test} from 'vitest';

import {chosenLayers, parseLayers} from '../../../../studio/figure/html/chosen-layers.ts';
import {finestThatFits} from '../../../../studio/figure/html/finest-that-fits.ts';
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

test.each([
  [10, 'aaaaaaaa', 8],
  [8, 'aaaaaaaa', 8],
  [7, 'éé', 4],
  [3, null, 4],
])('of 8 and 4 bytes at most %i', (most, html, bytes) => {
  expect(finestThatFits([() => 'aaaaaaaa', () => 'éé'], most)).toEqual({html, bytes});
});

test('a page holds its values, and no text of a user becomes a part of it', () => {
  const title = '</title><script>alert("&")</script>';
  const data = {title, locale: 'en'} as never;
  const html = writePage(data, {script: 'f("</script>")', style: 'a{}'}, title);
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;&amp;&quot;)');
  expect(html).toContain(`f("<\\/script>")`);
  const packed = /id="values">([^<]*)</.exec(html)?.[1] ?? '';
  expect(JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString())).toEqual(data);
});
