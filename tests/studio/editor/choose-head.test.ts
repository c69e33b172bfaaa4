import {expect, test} from 'vitest';

import {withHead} from '../../../studio/editor/live/choose-head.ts';

const declare = (rule: string): string => `import {defineCapture} from './declaration.ts';

/** Why this text. */
export default defineCapture({
  text: 'It was sad.', // a comment
  heads: {
    who: ${rule},
    other: {rule: 'most-even'},
  },
});
`;

test.each([
  ["{rule: 'first-token'}", "{rule: 'first-token', at: {layer: 2, head: 1}}"],
  [
    "{rule: 'first-token', at: {layer: 0, head: 0}}",
    "{rule: 'first-token', at: {layer: 2, head: 1}}",
  ],
  [
    "{\n      rule: 'most-mass',\n      to: {token: 'bird'},\n    }",
    "{\n      rule: 'most-mass',\n      to: {token: 'bird'}, at: {layer: 2, head: 1},\n    }",
  ],
])('%s gets a head, and nothing else changes', (before, after) => {
  expect(withHead(declare(before), 'who', {layer: 2, head: 1})).toBe(declare(after));
});

test.each([
  ['a name that it lacks', declare("{rule: 'first-token'}"), 'whom'],
  ['no call', "export default {heads: {who: {rule: 'first-token'}}};", 'who'],
  ['no heads', 'export default defineCapture({});', 'who'],
])('refuses %s', (_, source, selection) => {
  expect(() => withHead(source, selection, {layer: 0, head: 0})).toThrow(
    `has no "${selection}" under heads`,
  );
});
