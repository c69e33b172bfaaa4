import {describe, expect, test} from 'vitest';

import {figure, group, interpolate, percent} from '../../../scenes/script/interpolate.ts';
import {readingTime} from '../../../scenes/script/reading-time.ts';

const values = {
  query: ' It',
  count: 2048,
  top: [{text: 'bird', probability: 0.896}],
  heads: {sink: {mean: 0.005}},
};

describe('interpolate()', () => {
  test.each([
    ['no places', 'no places'],
    ['{{query}}!', ' It!'],
    ['“{{query | word}}”', '“It”'],
    ['{{count}} tokens', '2,048 tokens'],
    ['{{top[0].text}} {{top[0].probability | percent}}', 'bird 90%'],
    ['{{ heads.sink.mean|percent }}', '1%'],
    ['{{ heads.sink.mean | fine }}', '0.005'],
  ])('%j becomes %j', (template, text) => {
    expect(interpolate(template, values)).toBe(text);
  });

  test.each([
    ['{{nothing}}', 'there is no "nothing"'],
    ['{{top[1].text}}', 'there is no "1"'],
    ['{{top[0].text.length}}', 'there is no "length"'],
    ['{{constructor}}', 'there is no "constructor"'],
    ['{{top}}', 'neither text nor a number'],
    ['{{query | percent}}', 'does not fit the filter'],
    ['{{query | loud}}', 'unknown filter "loud"'],
    ['{{query + 1}}', 'is not of the form'],
    ['{{query', 'unpaired'],
  ])('%j is an error', (template, message) => {
    expect(() => interpolate(template, values)).toThrow(message);
  });
});

test.each([
  [0, '0%'],
  [0.004, '0%'],
  [0.005, '1%'],
  [0.416, '42%'],
  [1, '100%'],
])('the share %d is written %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
  [3.14159, '3.14'],
  [1234.5, '1,234.5'],
  [-1234.5, '−1,234.5'],
])('%d is written %s', (value, text) => {
  expect(group(value)).toBe(text);
});

describe('readingTime()', () => {
  test('is never under a second and a half', () => {
    expect(readingTime('Hi.')).toBe(1.5);
  });
  test('gives Latin 15 characters a second', () => {
    expect(readingTime('a'.repeat(60))).toBe(4);
  });
  test('gives Korean 8 syllables a second', () => {
    expect(readingTime('가'.repeat(32))).toBe(4);
  });
});

test.each([
  [3.031, 2, '3.03'],
  [-3.031, 2, '−3.03'],
  [-0.001, 2, '0.00'],
  [59.8, 0, '60'],
])('%d with %i decimals is written %s', (value, decimals, text) => {
  expect(figure(value, decimals)).toBe(text);
});
