import {isMap} from 'yaml';
import {describe, expect, test} from 'vitest';

import {flagsOf} from '../../../../studio/figure/batch/figure-fields.ts';
import {readFields} from '../../../../studio/figure/batch/yaml-fields.ts';
import {parseSource} from '../../../../studio/figure/batch/yaml-source.ts';

describe('parseSource()', () => {
  test('knows the line of every node', () => {
    const {source, top} = parseSource('# a\nb: c\nd:\n  - e\n', 'p.yaml');
    if (!isMap(top)) throw new Error('It is a map.');
    expect(top.items.map(({key}) => source.lineOf(key))).toEqual([2, 3]);
    expect(source.lineOf(null)).toBe(1);
  });

  test('names the line that is no YAML', () => {
    expect(() => parseSource('a: b\nc: "d', 'p.yaml')).toThrow('p.yaml:2: ');
  });
});

describe('readFields()', () => {
  const read = (yaml: string) => {
    const {source, top} = parseSource(yaml, 'p.yaml');
    if (!isMap(top)) throw new Error('It is a map.');
    return Object.fromEntries(readFields(top, ['text', 'model', 'layer'], source));
  };

  test.each([
    ['layer: 007', {layer: {value: '007', line: 1}}],
    ['\nmodel: [a, yes]', {model: {value: ['a', 'yes'], line: 2}}],
    ['text: "a #1"', {text: {value: 'a #1', line: 1}}],
    ['layer: 1 # the first', {layer: {value: '1', line: 1}}],
  ])('%j', (yaml, fields) => {
    expect(read(yaml)).toEqual(fields);
  });

  test.each([
    ['model:\n  - a\n  - {b: c}', 'p.yaml:1: "model" must be text'],
    ['model:\n  - a\n  - ""', 'p.yaml:3: "model" must be text'],
    ['text: a #1', 'p.yaml:1: "text" would be cut'],
    ['text: [a]', 'p.yaml:1: "text" is a list'],
    ['layer: [1]', 'p.yaml:1: "layer" must be text'],
    ['[a]: b', 'p.yaml:1: unknown field ""'],
  ])('%j is refused', (yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });
});

test.each([
  [[['save-capture', 'a']], {saveCapture: 'a'}],
  [
    [
      ['bare', 'true'],
      ['transparent', 'false'],
    ],
    {bare: true},
  ],
  [[['bare', 'maybe']], {bare: 'maybe'}],
  [[['kind', 'lens']], {}],
] as const)('flagsOf(%j)', (fields, flags) => {
  expect(flagsOf(new Map<string, unknown>(fields))).toEqual(flags);
});
