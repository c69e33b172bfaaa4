import {expect, test} from 'vitest';

import {StageError} from '../../../studio/render/page/call-stage.ts';
import {asFigureError} from '../../../studio/figure/draw-figure.ts';

test.each([
  [
    'frame 0: --title is wider than the figure. (scenes/figures/frame-figure.ts:132:9)',
    '--title is wider than the figure.',
    'Give a shorter title.',
  ],
  [
    'frame 48: its table has 31 rows; ask for fewer with --top. (scenes/a.ts:19:9)',
    'its table has 31 rows; ask for fewer with --top.',
    'Give a smaller number, or a shorter text.',
  ],
  [
    'frame 3: x is not a function (scenes/a.ts:19:9)',
    'frame 3: x is not a function (scenes/a.ts:19:9)',
    'Give a shorter text, fewer rows with --top, or another view.',
  ],
])('%s', (said, told, remedy) => {
  expect(asFigureError(new StageError(said, ''), 'lens')).toMatchObject({
    message: `The figure lens cannot be drawn: ${told}`,
    remedy,
  });
});
