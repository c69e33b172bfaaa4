import {expect, test} from 'vitest';

import {parseMemory, stillHolds, withPart} from '../../../studio/setup/memory.ts';
import type {RememberedPart} from '../../../studio/setup/memory.ts';
import type {Source} from '../../../studio/setup/sources.ts';

const PART: RememberedPart = {
  name: 'ffmpeg',
  path: '/bin/ffmpeg',
  version: '7.1',
  where: 'system',
  size: 10,
  modified: 20,
};
const FILE = {size: 10, modified: 20};
const SYSTEM: Source = {
  where: 'system',
  paths: ['/bin/ffmpeg'],
  chosen: false,
  install: [],
};
const CHOSEN: Source = {
  where: 'FFMPEG_BIN',
  paths: ['/my/ffmpeg'],
  chosen: true,
  install: [],
};

test.each([
  ['an unchanged file in its source', PART, FILE, [SYSTEM], true],
  ['no file', PART, null, [SYSTEM], false],
  ['a file of another size', PART, {...FILE, size: 11}, [SYSTEM], false],
  ['a file of another time', PART, {...FILE, modified: 21}, [SYSTEM], false],
  ['a source that is gone', PART, FILE, [], false],
  ['a path that its source no longer has', PART, FILE, [{...SYSTEM, paths: []}], false],
  ['a variable that chooses another', PART, FILE, [CHOSEN, SYSTEM], false],
  [
    'the file that the variable chooses',
    {...PART, where: 'FFMPEG_BIN', path: '/my/ffmpeg'},
    FILE,
    [CHOSEN, SYSTEM],
    true,
  ],
  [
    'a variable that was unset since',
    {...PART, where: 'FFMPEG_BIN', path: '/my/ffmpeg'},
    FILE,
    [SYSTEM],
    false,
  ],
])('whether a choice holds, with %s', (_, part, file, sources, holds) => {
  expect(stillHolds(part, file, sources)).toBe(holds);
});

test('a part takes the place of the one before it, and of no other', () => {
  const probe: RememberedPart = {...PART, name: 'ffprobe'};
  const text = withPart(parseMemory(withPart([PART], probe)), {...PART, version: '8'});
  expect(parseMemory(text).map(({name, version}) => `${name} ${version}`)).toEqual([
    'ffmpeg 8',
    'ffprobe 7.1',
  ]);
});

test.each(['', '{', '[]', '{"format": 2, "parts": []}', '{"format": 1, "parts": [{}]}'])(
  'a memory that cannot be understood is empty: %s',
  text => {
    expect(parseMemory(text)).toEqual([]);
  },
);
