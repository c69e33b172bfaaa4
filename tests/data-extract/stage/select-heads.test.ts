import {expect, test} from 'vitest';

import type {HeadRule} from '../../../data-extract/stage/head-rule.ts';
import {selectHead} from '../../../data-extract/stage/select-heads.ts';
import type {CapturedToken} from '../../../data-extract/text/token.ts';

const tokens = ['the', ' cat', ' saw', ' the', ' dog'].map((text, id): CapturedToken => ({
  id,
  text,
  bytes: '',
  start: 0,
  end: 0,
  special: false,
}));
const COUNT = tokens.length;

/** A causal pattern that puts `weight` on one key per query and shares the rest evenly. */
const focused = (weight: number, keyOf: (query: number) => number): number[] =>
  tokens.flatMap((_, query) =>
    tokens.map((__, key) => {
      if (key > query) return 0;
      if (query === 0) return 1;
      return (key === keyOf(query) ? weight : 0) + (1 - weight) / (query + 1);
    }),
  );
const even = focused(0, () => 0);
const previous = focused(0.5, query => query - 1);
const first = focused(0.4, () => 0);
const toCat = focused(0.8, query => Math.min(query, 1));

const patterns = [
  {layer: 0, heads: 2, data: Float32Array.from([...even, ...previous])},
  {layer: 1, heads: 3, data: Float32Array.from([...first, ...toCat, ...previous])},
];

test.each<[string, HeadRule, string]>([
  ['most even', {rule: 'most-even'}, '0.0'],
  ['previous token, the lower of two equal ones', {rule: 'previous-token'}, '0.1'],
  ['first token', {rule: 'first-token'}, '1.0'],
  [
    'from one token to another',
    {rule: 'most-mass', from: {token: 'dog'}, to: {token: 'cat'}},
    '1.1',
  ],
  [
    'to the last of equal tokens',
    {rule: 'most-mass', from: {token: 'dog'}, to: {token: 'the'}},
    '0.1',
  ],
  [
    'to the first of equal tokens',
    {rule: 'most-mass', from: {token: 'dog'}, to: {token: 'the', occurrence: 0}},
    '1.0',
  ],
])('%s', (_, rule, expected) => {
  const {layer, head} = selectHead('name', rule, patterns, {
    queries: tokens,
    keys: tokens,
    causal: true,
  });
  expect(`${layer}.${head}`).toBe(expected);
});

test('next token, where queries see all keys', () => {
  const seeingAhead = Float32Array.from(
    tokens.flatMap((_, query) =>
      tokens.map((__, key) => (key === query + 1 ? 0.9 : 0.02)),
    ),
  );
  const {layer, head, score} = selectHead(
    'name',
    {rule: 'next-token'},
    [...patterns, {layer: 2, heads: 1, data: seeingAhead}],
    {queries: tokens, keys: tokens, causal: false},
  );
  expect([layer, head]).toEqual([2, 0]);
  expect(score).toBeCloseTo(0.9, 6);
});

test('no head of a causal model is asked for the next token', () => {
  expect(() =>
    selectHead('ahead', {rule: 'next-token'}, patterns, {
      queries: tokens,
      keys: tokens,
      causal: true,
    }),
  ).toThrow('heads.ahead: no token of a causal model sees the next one.');
});

test('the score is the weight that the rule speaks of', () => {
  const rule: HeadRule = {rule: 'most-mass', from: {token: 'dog'}, to: {token: 'cat'}};
  const {score, from, to} = selectHead('name', rule, patterns, {
    queries: tokens,
    keys: tokens,
    causal: true,
  });
  expect(score).toBeCloseTo(0.8 + 0.2 / COUNT, 6);
  expect([from, to]).toEqual([4, 1]);
});

test('a token that does not stand in the text is named together with those that do', () => {
  const rule: HeadRule = {rule: 'most-mass', from: {token: 'dog'}, to: {token: 'cow'}};
  expect(() =>
    selectHead('who', rule, patterns, {queries: tokens, keys: tokens, causal: true}),
  ).toThrow(
    'heads.who.to: token "cow" (occurrence -1) is not among the tokens the| cat| saw| the| dog',
  );
});

test('a rule from an earlier token to a later one is refused', () => {
  const rule: HeadRule = {rule: 'most-mass', from: {token: 'cat'}, to: {token: 'dog'}};
  expect(() =>
    selectHead('who', rule, patterns, {queries: tokens, keys: tokens, causal: true}),
  ).toThrow('cannot see it');
});

test('a model that reads both ways may look ahead', () => {
  const rule: HeadRule = {rule: 'most-mass', from: {token: 'cat'}, to: {token: 'dog'}};
  const ahead = patterns.map(({data, ...rest}) => ({...rest, data: data.slice()}));
  ahead[1].data[2 * COUNT * COUNT + 1 * COUNT + 4] = 0.9;
  const tokensOf = {queries: tokens, keys: tokens, causal: false};
  expect(selectHead('who', rule, ahead, tokensOf)).toMatchObject({layer: 1, head: 2});
});

test('from one text to another, positions belong to each of them', () => {
  const rule: HeadRule = {rule: 'most-mass', from: {token: 'cat'}, to: {token: 'dog'}};
  const [source, target] = [tokens, tokens.slice(1, 3)];
  const data = new Float32Array(2 * target.length * source.length);
  data[target.length * source.length + 4] = 0.7;
  const found = selectHead('who', rule, [{layer: 2, heads: 2, data}], {
    queries: target,
    keys: source,
    causal: false,
  });
  expect(found).toMatchObject({layer: 2, head: 1, from: 0, to: 4});
});

test('a head that is named is taken, with the score that the rule gives it', () => {
  const rule: HeadRule = {rule: 'first-token', at: {layer: 0, head: 1}};
  const found = selectHead('who', rule, patterns, {
    queries: tokens,
    keys: tokens,
    causal: true,
  });
  expect(found).toMatchObject({layer: 0, head: 1, rule: 'first-token'});
  expect(found.score).toBeCloseTo((0.5 + 0.5 / 2 + 0.5 / 3 + 0.5 / 4 + 0.5 / 5) / 4, 6);
});

test.each([
  {layer: 2, head: 0},
  {layer: 0, head: 2},
])('head $layer.$head, which the model lacks, is refused', at => {
  const rule: HeadRule = {rule: 'first-token', at};
  expect(() =>
    selectHead('who', rule, patterns, {queries: tokens, keys: tokens, causal: true}),
  ).toThrow(`heads.who.at: the model has no head ${at.head} in layer ${at.layer}.`);
});
