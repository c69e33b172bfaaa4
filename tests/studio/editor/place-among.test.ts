import {expect, test} from 'vitest';

import {placeAmong} from '../../../studio/editor/client/place-among.ts';

const entry = (file: string, line: number, isExternal = false) => ({
  file,
  line,
  isExternal,
});

test.each([
  ['nothing', [], null],
  ['a scene', [entry('/scenes/09-x/a.tsx', 12)], {file: 'scenes/09-x/a.tsx', line: 12}],
  [
    'a component that a scene uses',
    [
      entry('/node_modules/@motion-canvas/2d/lib/x.js', 3, true),
      entry('/scenes/components/Painted.ts', 7),
      entry('/scenes/09-x/a.tsx', 12),
    ],
    {file: 'scenes/09-x/a.tsx', line: 12},
  ],
  [
    'a component that draws',
    [entry('/scenes/components/Painted.ts', 7), entry('/studio/editor/client/x.ts', 1)],
    {file: 'scenes/components/Painted.ts', line: 7},
  ],
  [
    'a course elsewhere',
    [entry('/@fs/home/%EB%82%B4%20%EA%B0%95%EC%9D%98/scenes/09-x/a.plan.ts', 4)],
    {file: 'scenes/09-x/a.plan.ts', line: 4},
  ],
  ['a package alone', [entry('/node_modules/x/scenes/a.js', 4, true)], null],
])('an error in %s', (_, entries, place) => {
  expect(placeAmong(entries, '09-x')).toEqual(place);
});
