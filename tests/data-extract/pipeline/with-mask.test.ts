import {describe, expect, test} from 'vitest';

import {withMask} from '../../../data-extract/pipeline/with-mask.ts';
import {defineCapture} from '../../../data-extract/declare/declaration.ts';

const declared = defineCapture({
  role: 'encoder',
  text: 'Lily was [MASK] and [MASK].',
  pair: 'Was she [MASK]?',
  mask: '[MASK]',
  probes: {attention: {pattern: true}},
  heads: {
    clue: {rule: 'most-mass', from: {token: '[MASK]', occurrence: 0}, to: {token: 'was'}},
    back: {rule: 'most-mass', from: {token: 'Lily'}, to: {token: '[MASK]'}},
    even: {rule: 'most-even'},
  },
});

describe('withMask()', () => {
  test.each(['<mask>', '[MASK]', '$&'])('%s stands wherever the mask does', own => {
    const filled = withMask('a/b', declared, own);
    expect(filled).toMatchObject({
      text: `Lily was ${own} and ${own}.`,
      pair: `Was she ${own}?`,
      heads: {
        clue: {from: {token: own, occurrence: 0}, to: {token: 'was'}},
        back: {from: {token: 'Lily'}, to: {token: own}},
        even: {rule: 'most-even'},
      },
    });
  });

  test('so it does in messages', () => {
    const chat = {...declared, text: [{role: 'user' as const, content: 'a [MASK]'}]};
    const {text} = withMask('a/b', {...chat, pair: undefined}, '<mask>');
    expect(text).toEqual([{role: 'user', content: 'a <mask>'}]);
  });

  test('what has no mask stays as it is', () => {
    const {mask: _, ...plain} = declared;
    expect(withMask('a/b', plain, null)).toBe(plain);
  });

  test('a model that fills no holes is refused', () => {
    expect(() => withMask('a/b', declared, null)).toThrow(
      "Capture a/b hides a token, but its model's tokenizer has no mask token.",
    );
  });

  test.each(['___', ''])('a mask "%s" that stands nowhere is refused', mask => {
    expect(() => withMask('a/b', {...declared, mask}, '<mask>')).toThrow(
      `the mask "${mask}", which stands in none of its texts`,
    );
  });
});
