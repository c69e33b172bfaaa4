import {expect, test} from 'vitest';

import {fileName, whyNoFileName} from '../../../foundations/files/file-name.ts';

test.each([
  'what-is-it',
  'What is “It”?',
  'a #1',
  'a?b',
  '50%',
  '한글',
  "it's",
  '.hidden',
  '...',
  'two..dots',
  'ends with a dot.',
  'n'.repeat(180),
])('%j can name a file', name => {
  expect(whyNoFileName(name, 'linux')).toBeNull();
});

test.each([
  ['', 'is empty'],
  ['  ', 'is empty'],
  ['.', 'stands for a folder'],
  ['..', 'stands for a folder'],
  ['../x', 'leads into other folders'],
  ['../../esc-out', 'leads into other folders'],
  ['/etc/passwd', 'leads into other folders'],
  ['a/b', 'leads into other folders'],
  ['..\\x', 'leads into other folders'],
  ['C:\\x', 'leads into other folders'],
  ['a\0b', 'has a control character'],
  ['a\nb', 'has a control character'],
  ['n'.repeat(181), 'is longer than 180 bytes'],
  ['한'.repeat(61), 'is longer than 180 bytes'],
])('%j cannot: it %s', (name, why) => {
  expect(whyNoFileName(name, 'linux')).toBe(why);
  expect(whyNoFileName(name, 'win32')).toBe(why);
});

test.each([
  ['a?b', 'has a character that Windows takes in no name'],
  ['C:x', 'has a character that Windows takes in no name'],
  ['x.', 'ends with a dot or a space'],
  ['x ', 'ends with a dot or a space'],
  ['NUL', 'is the name of a device'],
  ['com1.txt', 'is the name of a device'],
])('%j cannot on Windows: it %s', (name, why) => {
  expect(whyNoFileName(name, 'linux')).toBeNull();
  expect(whyNoFileName(name, 'win32')).toBe(why);
});

test('the message names what has the name', () => {
  expect(() => fileName('../x', 'The project', 'Rename it.')).toThrow(
    'The project is called "../x", which leads into other folders: it cannot name a file.',
  );
});
