import {expect, test} from 'vitest';

import type {ModelMap} from '../../../data-extract/graph/model-map.ts';
import {requireTokens} from '../../../data-extract/run/require-tokens.ts';

const mapOf = (rows: number | null): Pick<ModelMap, 'inputs'> => ({
  inputs: {
    roles: new Map(),
    tokens: rows === null ? null : {rows},
  } as unknown as ModelMap['inputs'],
});
const TOKENS = [
  {id: 3, text: 'Li'},
  {id: 2500, text: 'ly'},
];

test('a token that the model has not is named', () => {
  expect(() => requireTokens('The text', TOKENS, mapOf(2048))).toThrow(
    'The text has the token "ly", to which tokenizer.json gives the id 2500, but the model has 2048 tokens.',
  );
});

test.each([2501, null])('of a vocabulary of %s all are taken', rows => {
  expect(() => requireTokens('The text', TOKENS, mapOf(rows))).not.toThrow();
});
