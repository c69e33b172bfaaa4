import {describe, expect, test} from 'vitest';

import {checkLocales} from '../../../scenes/script/check-locales.ts';
import {parseScript} from '../../../scenes/script/parse-script.ts';

const HEAD = '---\ntitle: Who?\nstoryboard: D1\nwords:\n  query: query\n---\n';
const parse = (source: string) => parseScript(source, 's.en.md', 'en');

describe('parseScript()', () => {
  test('reads front matter and cues with their lines', () => {
    expect(parse(`${HEAD}\n## one\n\nFirst\nline.\n\n## two\nSecond.\n`)).toEqual({
      locale: 'en',
      file: 's.en.md',
      title: {text: 'Who?', line: 2},
      storyboard: 'D1',
      words: {query: {text: 'query', line: 5}},
      cues: [
        {name: 'one', caption: 'First line.', line: 10},
        {name: 'two', caption: 'Second.', line: 14},
      ],
    });
  });

  test.each([
    ['one', undefined],
    ['one @ 3.2s', 3.2],
    ['one @ 3', 3],
    ['one @3.25 s', 3.25],
    ['one @ 0s', 0],
    ['one @ 1:03.2', 63.2],
    ['one @ 2:00s', 120],
    ['one @ none', 'none'],
  ])('reads the mark of "%s"', (heading, mark) => {
    const [cue] = parse(`${HEAD}## ${heading}\nText.\n`).cues;
    expect(cue).toEqual({
      name: 'one',
      caption: 'Text.',
      line: 8,
      ...(mark === undefined ? {} : {mark}),
    });
  });

  test('keeps a "#" that makes no heading', () => {
    const [cue] = parse(`${HEAD}## one\n#1 of C# is # 1\nand so on.`).cues;
    expect(cue.caption).toBe('#1 of C# is # 1 and so on.');
  });

  test('reads files with other line ends', () => {
    expect(parse(`${HEAD}## one\nText.\n`.replaceAll('\n', '\r\n')).cues[0].caption).toBe(
      'Text.',
    );
  });

  test.each([
    ['## one\nText.', 's.en.md:1:'],
    ['---\ntitle: x\n', 's.en.md:1: the front matter is not closed'],
    [
      `${HEAD}## one\n<<<<<<< HEAD\nMine.\n=======\nTheirs.\n>>>>>>> theirs\n`,
      's.en.md:8: both sides of a merge stand here',
    ],
    [
      HEAD.replace('title: Who?', '<<<<<<< HEAD\ntitle: Who?'),
      's.en.md:2: both sides of a merge stand here',
    ],
    ['---\ntitle: x\n---\n## a\nT', '"storyboard"'],
    [
      '---\ntitle: x\nstoryboard: D1\ncolour: red\n---\n## a\nT',
      's.en.md:4: unknown field "colour". Known are',
    ],
    ['---\ntitle: x\ntitle: y\nstoryboard: D1\n---\n## a\nT', 's.en.md:3: Map keys'],
    ['---\n- title\n---\n## a\nT', 's.en.md:2: the front matter must be'],
    [
      '---\ntitle: x\nstoryboard: D1\nwords: none\n---\n## a\nT',
      's.en.md:4: "words" must be',
    ],
    [
      '---\ntitle: x\nstoryboard: D1\nwords:\n  query: q\n  key:\n---\n## a\nT',
      's.en.md:6: "words.key" must be text, and is empty',
    ],
    ['---\ntitle: "x\nstoryboard: D1\n---\n## a\nT', 's.en.md:'],
    [`${HEAD}## one\n\n## two\nText.`, 's.en.md:7: cue "one" has no caption'],
    [`${HEAD}## one\nA.\n## one\nB.`, 's.en.md:9: cue "one" stands here a second time'],
    [`${HEAD}## One two\nA.`, 's.en.md:7: "One two" is no cue name'],
    [`${HEAD}## one @ soon\nA.`, 's.en.md:7: the mark of a cue is written "@ 3.2s"'],
    [`${HEAD}## one @ -1s\nA.`, 's.en.md:7: the mark of a cue'],
    [`${HEAD}## one @\nA.`, 's.en.md:7: the mark of a cue'],
    [`${HEAD}Hello\n## one\nA.`, 's.en.md:7: text before the first'],
    [
      `${HEAD}## one\nA.\n##two\nB.`,
      's.en.md:9: "##two" is no caption: a cue is written',
    ],
    [`${HEAD}## one\nA.\n ## two\nB.`, 's.en.md:9: "## two" is no caption'],
    [`${HEAD}## one\nA.\n### Two\nB.`, 's.en.md:9: "### Two" is no caption'],
    [`${HEAD}## one\n# Title\nB.`, 's.en.md:8: "# Title" is no caption'],
    [`${HEAD}## one\nA.\n##\nB.`, 's.en.md:9: "##" is no caption'],
    [`${HEAD}# one\nA.`, 's.en.md:7: "# one" is no caption'],
    [HEAD, 'the script has no "## cue"'],
  ])('refuses %j', (source, message) => {
    expect(() => parse(source)).toThrow(message);
  });
});

describe('checkLocales()', () => {
  const en = parse(`${HEAD}## one\nA.\n## two\nB.`);
  const ko = (body: string, head = HEAD) =>
    parseScript(`${head}${body}`, 's.ko.md', 'ko');

  test('takes scripts of the same cues and words', () => {
    expect(() => checkLocales([en, ko('## one\nA.\n## two\nB.')])).not.toThrow();
  });

  test('names the file and the cue that is missing in it', () => {
    expect(() => checkLocales([en, ko('## one\nA.')])).toThrow(
      's.ko.md:8: cue "two" is missing',
    );
    expect(() => checkLocales([ko('## one\nA.'), en])).toThrow(
      's.ko.md:8: cue "two" is missing',
    );
  });

  test('names the word that is missing', () => {
    const head = '---\ntitle: x\nstoryboard: D1\n---\n';
    expect(() => checkLocales([en, ko('## one\nA.\n## two\nB.', head)])).toThrow(
      's.ko.md:2: words.query is missing (it stands in the en script, line 5)',
    );
  });
});
