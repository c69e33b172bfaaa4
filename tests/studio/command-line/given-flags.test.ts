import {describe, expect, test} from 'vitest';

import {
  givenFlags,
  refuseEmpty,
  refuseTwice,
} from '../../../studio/command-line/given-flags.ts';
import type {KnownFlag} from '../../../studio/command-line/given-flags.ts';

const KNOWN: KnownFlag[] = [
  {names: ['out'], config: {}},
  {names: ['at'], config: {}},
  {names: ['cacheLimit'], config: {}},
  {names: ['force'], isBoolean: true, config: {}},
  {names: ['model'], config: {type: [String]}},
  {names: ['h', 'help'], isBoolean: true, config: {}},
];

describe('givenFlags()', () => {
  test.each<[string, Record<string, string[]>]>([
    ['render 09', {}],
    ['render --out a 09 --force', {out: ['a'], force: ['']}],
    ['render --out=a', {out: ['a']}],
    ['render --out=', {out: ['']}],
    ['render --out 2024.10', {out: ['2024.10']}],
    ['render --out 007 --at 1e3', {out: ['007'], at: ['1e3']}],
    ['render --out=a=b', {out: ['a=b']}],
    ['render --cache-limit 5 --cacheLimit 6', {cacheLimit: ['5', '6']}],
    ['render --out --force', {out: [''], force: ['']}],
    ['render --force 09', {force: ['']}],
    ['render --no-force', {force: ['']}],
    ['render -h', {help: ['']}],
    ['render -- --colour', {}],
    ['capture m --out - -5', {out: ['']}],
    ['capture m -5,3', {}],
    ['extract --model a=b --model=c=d', {model: ['a=b', 'c=d']}],
  ])('%s', (line, expected) => {
    expect(Object.fromEntries(givenFlags(line.split(' '), KNOWN))).toEqual(expected);
  });

  test('leaves a text with dashes and spaces alone', () => {
    expect(givenFlags(['capture', 'm', '--not a flag--'], KNOWN).size).toBe(0);
  });

  test.each([
    ['--ot x', 'There is no flag --ot. Did you mean "--out"?'],
    ['--cache-limt=5', 'There is no flag --cache-limt. Did you mean "--cache-limit"?'],
    ['--colour red', 'There is no flag --colour.'],
  ])('refuses %s', (line, message) => {
    expect(() => givenFlags(line.split(' '), KNOWN)).toThrow(message);
  });
});

describe('refuseTwice()', () => {
  test.each([
    ['--out a --out b', '--out is given twice: "a" and "b".'],
    ['--out=a --out a', '--out is given twice: "a" and "a".'],
    ['--cacheLimit 5 --cache-limit 6', '--cache-limit is given twice: "5" and "6".'],
    ['--force --force', '--force is given twice.'],
  ])('names the flag of %s', (line, message) => {
    const given = givenFlags(line.split(' '), KNOWN);
    expect(() => refuseTwice(given, KNOWN)).toThrow(message);
  });

  test('takes each once, and lists', () => {
    const line = '--out a --at b --force --model a=b --model c=d';
    refuseTwice(givenFlags(line.split(' '), KNOWN), KNOWN);
  });
});

describe('refuseEmpty()', () => {
  test.each([
    ['--out', '--out has no value.'],
    ['--out=', '--out has no value.'],
    ['--out --force', '--out has no value.'],
    ['--at -1', '--at has no value.'],
    ['--model a=b --model', '--model has no value.'],
  ])('names the flag of %s', (line, message) => {
    const given = givenFlags(line.split(' '), KNOWN);
    expect(() => refuseEmpty(given, KNOWN)).toThrow(message);
  });

  test('takes what has one, or needs none', () => {
    refuseEmpty(givenFlags('--at=-1 --force'.split(' '), KNOWN), KNOWN);
  });
});
