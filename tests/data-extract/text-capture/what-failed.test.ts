import {expect, test} from 'vitest';

import {whatFailed} from '../../../data-extract/text-capture/what-failed.ts';

const STACK = `
    at makeCapture (/a/make.ts:59:19)
    at async head.ts:3:27 {
  code: 'probe',
  remedy: 'Leave the probe out.'
}

Node.js v20.20.2
`;

test.each([
  [
    `/a/make.ts:59
  throw new UserError(
  ^

UserError: probes.unembed: the model has no head whose rows could be read.${STACK}`,
    'UserError: probes.unembed: the model has no head whose rows could be read.',
  ],
  [`Error: two\nlines${STACK}`, 'Error: two\nlines'],
  ['Error [ERR_X]: no file\n\nNode.js v20.20.2\n', 'Error [ERR_X]: no file'],
  ['TypeError: at the end', 'TypeError: at the end'],
  ['Killed\n', 'Killed'],
  [`${'a'.repeat(700)}end`, `${'a'.repeat(597)}end`],
  ['', ''],
])('of %j is told %j', (said, told) => {
  expect(whatFailed(said)).toBe(told);
});
