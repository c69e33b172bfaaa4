import {expect, test} from 'vitest';

import {contrast} from '../../../scenes/theme/contrast.ts';
import {readableOn} from '../../../scenes/theme/readable-on.ts';

test.each([
  ['#FFFFFF', '#000000'],
  ['#000000', '#FFFFFF'],
  ['#757575', '#FFFFFF'],
  ['#777777', '#000000'],
])('on %s, %s can be read', (color, text) => {
  expect(readableOn(color)).toBe(text);
  expect(contrast(text, color)).toBeGreaterThanOrEqual(4.5);
});
