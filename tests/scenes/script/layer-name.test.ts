import {expect, test} from 'vitest';

import {layerName} from '../../../scenes/script/layer-name.ts';

test.each<[number | 'embed', string]>([
  ['embed', 'embedding'],
  [0, 'layer 0'],
  [31, 'layer 31'],
])('the row after %j is called %j', (after, name) => {
  expect(layerName(after, {embedding: 'embedding', layer: 'layer'})).toBe(name);
});
