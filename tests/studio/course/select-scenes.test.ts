import {expect, test} from 'vitest';

import {sceneOf} from '../../../studio/course/scene-files.ts';
import {selectScenes} from '../../../studio/course/select-scenes.ts';

const all = [
  '02-bags/one',
  '09-attention/two',
  '09-attention/three',
  'gallery/four',
  'gallery/one',
].map(sceneOf);
const select = (...selectors: string[]): string[] =>
  selectScenes(all, selectors).map(({id}) => id);

test.each([
  [[], ['02-bags/one', '09-attention/two', '09-attention/three']],
  [['9'], ['09-attention/two', '09-attention/three']],
  [['09'], ['09-attention/two', '09-attention/three']],
  [['09-attention'], ['09-attention/two', '09-attention/three']],
  [['three'], ['09-attention/three']],
  [['gallery'], ['gallery/four', 'gallery/one']],
  [['one'], ['02-bags/one', 'gallery/one']],
  [['09-attention/two'], ['09-attention/two']],
  [
    ['three', '02', '09'],
    ['02-bags/one', '09-attention/two', '09-attention/three'],
  ],
])('%j selects %j, once each and in the order of the course', (selectors, ids) => {
  expect(select(...selectors)).toEqual(ids);
});

test.each(['7', 'thre', '09-attention/one', ''])(
  '%j fits nothing and says what there is',
  selector => {
    expect(() => select(selector)).toThrow(`No scene fits "${selector}"`);
  },
);
