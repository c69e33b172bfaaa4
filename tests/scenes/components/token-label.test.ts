import {expect, test} from 'vitest';

import {exactLabel, tokenLabel} from '../../../scenes/components/token-label.ts';

test.each([
  [' a', 'a', '·a'],
  ['\n', '↵', '↵'],
  // Joiners inside of a picture or a word belong to it, at an end they stand for themselves.
  ['👨\u200D👩\u200D👧', '👨\u200D👩\u200D👧', '👨\u200D👩\u200D👧'],
  ['❤\uFE0F\u200D🔥', '❤\uFE0F\u200D🔥', '❤\uFE0F\u200D🔥'],
  ['👩\u200D', '👩U+200D', '👩U+200D'],
  ['\u200D👧', 'U+200D👧', 'U+200D👧'],
  ['a\u200D b', 'aU+200D b', 'aU+200D·b'],
  ['\u200D\u200D', 'U+200DU+200D', 'U+200DU+200D'],
  ['می\u200Cخواهم', 'می\u200Cخواهم', 'می\u200Cخواهم'],
  ['می\u200C', 'میU+200C', 'میU+200C'],
  // So do the tags of a flag.
  [
    '🏴\u{E0067}\u{E0062}\u{E007F}',
    '🏴\u{E0067}\u{E0062}\u{E007F}',
    '🏴\u{E0067}\u{E0062}\u{E007F}',
  ],
  ['a\u{E0067}', 'aU+E0067', 'aU+E0067'],
  // Marks without their letter, of any script.
  ['\u0301x', 'U+0301x', 'U+0301x'],
  ['\u093Eर', 'U+093Eर', 'U+093Eर'],
  ['e\u0301', 'e\u0301', 'e\u0301'],
  ['a\u200Fb', 'aU+200Fb', 'aU+200Fb'],
])('%j is %j, with spaces %j', (text, label, exact) => {
  const token = {text, bytes: ''};
  expect([tokenLabel(token), exactLabel(token)]).toEqual([label, exact]);
});
