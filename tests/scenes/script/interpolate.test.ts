import {describe, expect, test} from 'vitest';

import {figure, group, interpolate, percent} from '../../../scenes/script/interpolate.ts';
import {readingTime} from '../../../scenes/script/reading-time.ts';

const values = {
  query: ' It',
  count: 2048,
  top: [{text: 'bird', probability: 0.896}],
  heads: {sink: {mean: 0.005}},
  braces: '{{x}} }}',
  none: null,
};
const GIVEN =
  'The scene gives query, count, top[0].text, top[0].probability, heads.sink.mean, braces.';

describe('interpolate()', () => {
  test.each([
    ['no places', 'no places'],
    ['{{query}}!', ' It!'],
    ['“{{query | word}}”', '“It”'],
    ['{{count}} tokens', '2,048 tokens'],
    ['{{top[0].text}} {{top[0].probability | percent}}', 'bird 90%'],
    ['{{ heads.sink.mean|percent }}', '1%'],
    ['{{ heads.sink.mean | fine }}', '0.005'],
    // A captured text with braces of its own is no place.
    ['{{braces}} {{count}}', '{{x}} }} 2,048'],
    ['{ {{count}} }', '{ 2,048 }'],
  ])('%j becomes %j', (template, text) => {
    expect(interpolate(template, values)).toBe(text);
  });

  test.each([
    ['{{nothing}}', `{{nothing}}: there is no "nothing". ${GIVEN}`],
    [
      '{{cuont | percent}}',
      `{{cuont}}: there is no "cuont". Did you mean {{count}}? ${GIVEN}`,
    ],
    // Of a name inside another, those beside it are listed.
    [
      '{{top[0].txet}}',
      '{{top[0].txet}}: there is no "txet" in "top[0]". Did you mean {{top[0].text}}? The scene gives top[0].text, top[0].probability.',
    ],
    [
      '{{heads.snik.mean}}',
      'there is no "snik" in "heads". Did you mean {{heads.sink.mean}}? The scene gives heads.sink.mean.',
    ],
    // What is there, but elsewhere.
    [
      '{{probability}}',
      'there is no "probability". Did you mean {{top[0].probability}}?',
    ],
    ['{{text}}', 'Did you mean {{top[0].text}}?'],
    ['{{top.text}}', '"top" is a list of 1, [0] to [0]. The scene gives top[0].text,'],
    ['{{top[1].text}}', '"top" is a list of 1, [0] to [0].'],
    ['{{top.length}}', '"top" is a list of 1'],
    ['{{top[0].text.length}}', '"top[0].text" is a text and has no "length".'],
    ['{{none.text}}', '"none" is nothing and has no "text".'],
    ['{{count[0]}}', '"count" is a figure and has no "[0]".'],
    ['{{constructor}}', 'there is no "constructor"'],
    ['{{top}}', 'neither text nor a number; name a part of it, as {{top[0].text}}'],
    ['{{none}}', '{{none}} is neither text nor a number'],
    [
      '{{query | percent}}',
      '{{query | percent}} does not fit the filter "percent", which takes a number; the value is " It"',
    ],
    [
      '{{count | word}}',
      'does not fit the filter "word", which takes text; the value is 2048',
    ],
    [
      '{{count | percnt}}',
      'unknown filter "percnt". Did you mean "percent"? Known are percent, fine, number, word.',
    ],
    [
      '{{query | upper}}',
      'unknown filter "upper". Known are percent, fine, number, word.',
    ],
    ['{{count | constructor}}', 'unknown filter "constructor"'],
    ['{{query + 1}}', 'is not of the form'],
    ['{{count | fine | word}}', 'is not of the form'],
    ['{{}}', 'is not of the form'],
    ['Of {{query', 'unpaired {{ at "{{query"'],
    ['{{query} and {{count}}', 'unpaired {{ at "{{query} and {{count}}"'],
    ['query}} it', 'unpaired }} at "}} it"'],
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

test('many values are counted, not listed; of lists the first entry stands for all', () => {
  const many = Object.fromEntries(
    Array.from({length: 30}, (_, i) => [`v${i}`, [i, i]] as const),
  );
  expect(() => interpolate('{{nothing}}', many)).toThrow(
    /v0\[0\], .*v23\[0\] and 6 more\.$/,
  );
  expect(() => interpolate('{{nothing}}', {})).toThrow('The scene gives no values.');
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
