import {expect, test} from 'vitest';

import {maskTokenOf} from '../../../data-extract/text/mask-token.ts';

const BERT = ['[PAD]', '[CLS]', '[MASK]'];

test.each([
  ['as the configuration says', {mask_token: '<hole>'}, BERT, '<hole>'],
  ['as an added token', {mask_token: {content: '<mask>'}}, BERT, '<mask>'],
  ['by its usual name', {}, BERT, '[MASK]'],
  ["by RoBERTa's name", {mask_token: null}, ['<s>', '<mask>'], '<mask>'],
  ['not at all', {}, ['<|endoftext|>'], null],
  ['not by an empty name', {mask_token: ''}, [], null],
] as const)('a mask token is known %s', (_, config, specials, mask) => {
  expect(maskTokenOf(config, specials)).toBe(mask);
});
