import {expect, test} from 'vitest';

import {placeOfError} from '../../../studio/editor/live/place-of-error.ts';

const FILE = 'scenes/01-test/short.capture.ts';
const SOURCE = `import {defineCapture} from '../declaration.ts';

export default defineCapture({
  role: 'decoder',
  text: 'A little bird.',
  probes: {attenton: {pattern: true}},
  heads: {who: {rule: 'most-mass', to: {token: 'bird'}}},
});
`;

test.each([
  [
    'names its place',
    'scenes/01-test/a.script.ko.md:12: cue',
    'scenes/01-test/a.script.ko.md',
    12,
  ],
  ['names a field', 'probes.attenton: there is no such probe.', FILE, 6],
  ['names a selection', 'heads.who.to: token 3 comes later', FILE, 7],
  ['quotes a word', 'asks for the role "decoder", which no model plays', FILE, 4],
  ['names a path', 'There is no model in ../declaration.ts.', FILE, 1],
  ['quotes a word that stands nowhere', 'There is no "x".', FILE, 3],
  ['says nothing of the kind', 'It failed.', FILE, 3],
])('a message that %s', (_, message, file, line) => {
  expect(placeOfError(message, FILE, SOURCE)).toEqual({file, line});
});

test('without a source, the file alone is known', () => {
  expect(placeOfError('It failed.', FILE, '')).toEqual({file: FILE, line: 1});
});
