import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {afterRun, keepPassed, passedBefore, readPassed} from './passed-before.ts';
import type {Passed} from './passed-before.ts';

const keys = (all: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(all));

test('files of tests with the key that they have passed with are known', () => {
  const passed = {a: '1', b: '1', d: false, gone: '1'} as const;
  expect(passedBefore(keys({a: '1', b: '2', c: '1', d: '1'}), passed)).toEqual(['a']);
});

test.each<
  [
    string,
    {passed: Passed; after?: Record<string, string>; ran: [string, boolean][]},
    Passed,
  ]
>([
  ['what has passed is remembered', {passed: {}, ran: [['a', true]]}, {a: '1'}],
  ['what has failed is remembered too', {passed: {}, ran: [['a', false]]}, {a: false}],
  ['what fails now did not pass', {passed: {a: '1'}, ran: [['a', false]]}, {a: false}],
  ['what passes again is known', {passed: {a: false}, ran: [['a', true]]}, {a: '1'}],
  ['what has failed and did not run stays', {passed: {a: false}, ran: []}, {a: false}],
  [
    'what has failed while it changed has failed',
    {passed: {}, after: {a: '2', b: '1'}, ran: [['a', false]]},
    {a: false},
  ],
  ['what did not run stays', {passed: {a: '1', b: '0'}, ran: []}, {a: '1', b: '0'}],
  ['what is gone is forgotten', {passed: {gone: '1'}, ran: []}, {}],
  [
    'what has changed meanwhile may have passed as it was before',
    {passed: {a: '0'}, after: {a: '2', b: '1'}, ran: [['a', true]]},
    {},
  ],
])('%s', (_, {passed, after, ran}, expected) => {
  const before = {a: '1', b: '1'};
  const run = {before: keys(before), after: keys(after ?? before), ran: new Map(ran)};
  expect(afterRun(passed, run)).toEqual(expected);
});

describe('what is kept', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passed-'));
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));

  test('is read again', async () => {
    await keepPassed(join(folder, 'new/passed.json'), {a: '1', b: false});
    expect(readPassed(join(folder, 'new/passed.json'))).toEqual({a: '1', b: false});
  });

  test.each(['', '{', 'null', '[1]', '{"a": 1}', '{"a": true}'])(
    'as %j is nothing',
    async text => {
      await writeFile(join(folder, 'passed.json'), text);
      expect(readPassed(join(folder, 'passed.json'))).toEqual({});
    },
  );

  test('is nothing where it is not there', () => {
    expect(readPassed(join(folder, 'none.json'))).toEqual({});
  });
});
