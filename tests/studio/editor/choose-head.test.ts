import {describe, expect, test} from 'vitest';

import {withHead} from '../../../studio/editor/live/choose-head.ts';

const declare = (rule: string): string => `import {defineCapture} from './declaration.ts';

/** Why this text. */
export default defineCapture({
  text: 'It was sad.', // a comment
  heads: {
    ${rule},
    other: {rule: 'most-even'},
  },
});
`;

const HEAD = {layer: 2, head: 1};
const AT = 'at: {layer: 2, head: 1}';

describe('a selection gets a head, and nothing else changes', () => {
  test.each([
    ["who: {rule: 'first-token'}", `who: {rule: 'first-token', ${AT}}`],
    [
      "who: {rule: 'first-token', at: {layer: 0, head: 0}}",
      `who: {rule: 'first-token', ${AT}}`,
    ],
    [
      "who: {at: {layer: 0, head: 0}, rule: 'first-token'}",
      `who: {${AT}, rule: 'first-token'}`,
    ],
    [
      "who: {\n      rule: 'most-mass',\n      to: {token: 'bird'},\n    }",
      `who: {\n      rule: 'most-mass',\n      to: {token: 'bird'}, ${AT},\n    }`,
    ],
    ["'who': {rule: 'first-token'}", `'who': {rule: 'first-token', ${AT}}`],
    ["who: {rule: 'first-token'} as const", `who: {rule: 'first-token', ${AT}} as const`],
    ['who: RULE', `who: {...RULE, ${AT}}`],
    ['who: RULES.who', `who: {...RULES.who, ${AT}}`],
    ["who: mostMass('It')", `who: {...mostMass('It'), ${AT}}`],
    ['who: RULE as HeadRule', `who: {...RULE, ${AT}}`],
    ['who', `who: {...who, ${AT}}`],
    ['who: {...RULE}', `who: {...RULE, ${AT}}`],
    ['who: {...RULE, at: {layer: 0, head: 0}}', `who: {...RULE, ${AT}}`],
    ['who: {at: {layer: 0, head: 0}, ...RULE}', `who: {...RULE, ${AT}}`],
    ["who: {at, rule: 'most-even'}", `who: {${AT}, rule: 'most-even'}`],
  ])('%s', (before, after) => {
    expect(withHead(declare(before), 'who', HEAD)).toBe(declare(after));
  });

  const whole = (heads: string): string => `export default defineCapture({${heads}});`;
  test.each([
    ['heads: HEADS', `heads: {...HEADS, who: {...HEADS.who, ${AT}}}`],
    ['heads', `heads: {...heads, who: {...heads.who, ${AT}}}`],
    [
      "heads: {...HEADS, even: {rule: 'most-even'}}",
      `heads: {...HEADS, even: {rule: 'most-even'}, who: {...HEADS.who, ${AT}}}`,
    ],
    [
      "...BASE, text: 'It.'",
      `...BASE, text: 'It.', heads: {...BASE.heads, who: {...BASE.heads.who, ${AT}}}`,
    ],
  ])('%s', (before, after) => {
    expect(withHead(whole(before), 'who', HEAD)).toBe(whole(after));
  });

  test('a declaration that is exported by its name', () => {
    const source = (rule: string): string =>
      `const capture = defineCapture({heads: {who: ${rule}}});\nexport default capture;`;
    expect(withHead(source('RULE'), 'who', HEAD)).toBe(source(`{...RULE, ${AT}}`));
  });

  test('a second choice takes the place of the first', () => {
    const once = withHead(declare('who: RULE'), 'who', {layer: 0, head: 5});
    expect(withHead(once, 'who', HEAD)).toBe(declare(`who: {...RULE, ${AT}}`));
  });
});

test.each([
  ['a name that it lacks', declare("who: {rule: 'first-token'}"), 'whom'],
  ['no call', "export default {heads: {who: {rule: 'first-token'}}};", 'who'],
  ['no heads', 'export default defineCapture({});', 'who'],
  ['two spreads, either of which may have it', declare('...A, ...B'), 'who'],
  ['a spread that may have the last word', declare('who: RULE, ...B'), 'who'],
  ['no default export', 'export const capture = 1;', 'who'],
])('refuses %s', (_, source, selection) => {
  expect(() => withHead(source, selection, {layer: 0, head: 0})).toThrow(
    `has no "${selection}" under heads`,
  );
});
