import {describe, expect, test} from 'vitest';

import {parseFrontMatter} from '../../../scenes/script/front-matter.ts';

/** A script whose only word is written so. */
const withWord = (written: string): string =>
  `title: Who?\nstoryboard: D1\nwords:\n  first: one\n  key: ${written}\n  last: two`;

const wordOf = (written: string): string =>
  parseFrontMatter(withWord(written), 's.en.md').words.key.text;

describe('a text is what is written', () => {
  test.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['on', 'on'],
    ['true', 'true'],
    ['null', 'null'],
    ['~', '~'],
    ['5', '5'],
    ['007', '007'],
    ['1e3', '1e3'],
    ['1_000', '1_000'],
    ['0x10', '0x10'],
    ['.5', '.5'],
    ['3.10', '3.10'],
    ['.inf', '.inf'],
    ['2024-01-01', '2024-01-01'],
    ['12:30:45', '12:30:45'],
    ['<<', '<<'],
    ['C#', 'C#'],
    ['C# and F#', 'C# and F#'],
    ['a:b', 'a:b'],
    ['50% {{share | percent}}', '50% {{share | percent}}'],
    ['“{{token}}” # ', null],
    ['"# entries"', '# entries'],
    ['"C # entries"', 'C # entries'],
    ["'Who: me'", 'Who: me'],
    ['"{{count}} entries"', '{{count}} entries'],
    // What follows a quoted text is a comment beyond doubt.
    ['"C # entries" # of the vocabulary', 'C # entries'],
    ['one\n    and more', 'one and more'],
    ['|\n    one # two\n    three', 'one # two three'],
    ['>-\n    one: two', 'one: two'],
    ['one\n  # a comment on a line of its own', 'one'],
  ])('%j is %j', (written, text) => {
    if (text === null) expect(() => wordOf(written)).toThrow('would be cut');
    else expect(wordOf(written)).toBe(text);
  });

  test('also in title and storyboard', () => {
    const front = parseFrontMatter('title: 5\nstoryboard: 1e3', 's.en.md');
    expect(front).toEqual({
      title: {text: '5', line: 2},
      storyboard: '1e3',
      words: {},
    });
  });
});

test('what a scene shows may be said', () => {
  const said = parseFrontMatter(
    'title: one\nstoryboard: D1\nshows: Arcs grow from “it” to what it reads.',
    's.en.md',
  );
  expect(said.shows).toBe('Arcs grow from “it” to what it reads.');
  expect(parseFrontMatter('title: one\nstoryboard: D1', 's.en.md')).not.toHaveProperty(
    'shows',
  );
});

describe('a text that YAML would cut or change is refused, with its remedy', () => {
  const CUT = 's.en.md:6: "words.key" would be cut: " #" begins a comment in YAML';
  test.each([
    ['C # entries', `${CUT}; write it in quotes: key: "C # entries"`],
    ['# entries', `${CUT}; write it in quotes: key: "# entries"`],
    ['one\t# two', `${CUT}; write it in quotes`],
    ['a "b" # c', `${CUT}; write it in quotes: key: 'a "b" # c'`],
    ['one\n    and # more', CUT],
    ['# one\n    two', CUT],
    [
      'Who: me',
      's.en.md:6: Nested mappings are not allowed in compact mappings; write it in quotes: key: "Who: me"',
    ],
    ['who:', '; write it in quotes: key: "who:"'],
    ['{{count}} entries', '; write it in quotes: key: "{{count}} entries"'],
    ['{{count}}', 's.en.md:6: "words.key" is a list or fields of their own to YAML'],
    ['[one, two]', '; write it in quotes: key: "[one, two]"'],
    ['[one] two', '; write it in quotes: key: "[one] two"'],
    ['*one', '"words.key" begins with "*"'],
    ['* one', '; write it in quotes: key: "* one"'],
    ['&one two', '"words.key" would lose "&one"'],
    ['!one two', '"words.key" would lose its first word'],
    ['!!int 5', '; write it in quotes: key: "!!int 5"'],
    ['@one', 's.en.md:6: Plain value cannot start with reserved character @'],
    ['`one`', '; write it in quotes: key: "`one`"'],
    ['%one', '; write it in quotes: key: "%one"'],
    ['- one', '; write it in quotes: key: "- one"'],
    ['"one" two', `; write it in quotes: key: '"one" two'`],
    ["'it's'", '; write it in quotes: key: "it\'s"'],
    ['"one', 's.en.md:'],
    ['', 's.en.md:6: "words.key" must be text, and is empty'],
    ['""', 's.en.md:6: "words.key" must be text, and is empty'],
  ])('%j', (written, message) => {
    expect(() => wordOf(written)).toThrow(message);
  });

  test.each([
    ['title: C # entries\nstoryboard: D1', 's.en.md:2: "title" would be cut'],
    ['title: one\nstoryboard: D1 # two', 's.en.md:3: "storyboard" would be cut'],
    ['titel: one\nstoryboard: D1', 'unknown field "titel". Did you mean "title"?'],
    ['title: one\ntitle: two', 's.en.md:3: Map keys must be unique'],
  ])('%j', (yaml, message) => {
    expect(() => parseFrontMatter(yaml, 's.en.md')).toThrow(message);
  });
});
