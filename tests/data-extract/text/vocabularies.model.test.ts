import {describe, expect, test} from 'vitest';

import course from '../../../course.config.ts';
import {openTokenizer} from '../../../data-extract/text/open-tokenizer.ts';
import {countTokens} from '../../../data-extract/text/tokenized.ts';
import {COURSE_TEXT} from '../../../scenes/06-tokenizers/course-text.ts';
import {ROOT} from '../capture-for-test.ts';

const open = (name: string) => openTokenizer(`tokenizer:${name}`, course, ROOT);
const piecesOf = async (name: string, text: string): Promise<string[]> => {
  const {tokenizer} = await open(name);
  return tokenizer
    .encode(text, {specialTokens: false})
    .map(({text: own, bytes, continues}) => `${continues ? '##' : ''}${own ?? bytes}`);
};

describe('the course text', () => {
  // Counts of the course's book and notebooks; BERT's own count there is of another text.
  test.each([
    ['gpt2', 55],
    ['gpt4', 41],
    ['gpt4o', 39],
    ['llama2', 56],
    ['bert', 41],
  ])('is cut by %s into %i tokens', async (name, count) => {
    const {tokenizer} = await open(name);
    expect(tokenizer.encode(COURSE_TEXT, {specialTokens: true})).toHaveLength(count);
  });

  test.each(['gpt2', 'gpt4', 'gpt4o', 'llama2'])(
    'is kept by %s byte for byte',
    async name => {
      const {tokenizer} = await open(name);
      const tokens = tokenizer.encode(COURSE_TEXT, {specialTokens: false});
      expect(countTokens(tokens, COURSE_TEXT).lossless).toBe(true);
      for (const {text, start, end, bytes} of tokens) {
        if (text !== null && bytes !== '')
          expect(COURSE_TEXT.slice(start, end)).toBe(text);
      }
    },
  );

  test('loses two symbols, capitals and gaps in BERT', async () => {
    const {tokenizer} = await open('bert');
    const tokens = tokenizer.encode(COURSE_TEXT, {specialTokens: true});
    expect(countTokens(tokens, COURSE_TEXT)).toMatchObject({
      special: 2,
      unknown: 2,
      fragments: 0,
      lossless: false,
    });
    expect(
      tokens.filter(t => t.unknown).map(t => COURSE_TEXT.slice(t.start, t.end)),
    ).toEqual(['🎵', '鸟']);
  });
});

// Tables of models often have more rows than the vocabulary has tokens.
test.each([
  ['gpt2', 50_257],
  // Between its last token and its first special one.
  ['gpt4', 100_256],
  ['gpt4o', 200_019],
  ['llama2', 32_000],
  ['bert', 30_522],
])('%s has no token %i: its number stands for it', async (name, id) => {
  const {tokenizer} = await open(name);
  expect(tokenizer.token(id)).toEqual({text: `[${id}]`, bytes: '', special: true});
  expect(tokenizer.token(id - 1).text).not.toBe(`[${id - 1}]`);
});

describe('pieces that the course names', () => {
  test.each([
    ['gpt2', 'The Shawshank', ['The', ' Shaw', 'sh', 'ank']],
    ['gpt4', 'The Shawshank', ['The', ' Shaw', 'sh', 'ank']],
    ['gpt4o', 'The Shawshank', ['The', ' Shaw', 'sh', 'ank']],
    ['llama2', 'The Shawshank', ['The', ' Shaw', 'sh', 'ank']],
    ['llama2', 'the llama chased', ['the', ' ll', 'ama', ' ch', 'ased']],
    ['gpt2', ' llama', [' ll', 'ama']],
    ['llama2', 'bards preceded', ['b', 'ards', ' preced', 'ed']],
    ['gpt2', ' preceded', [' preceded']],
    ['gpt4', ' preceded', [' preceded']],
    ['gpt4', ' CAPITALIZATION', [' CAPITAL', 'IZATION']],
    ['bert', 'Her vocalization', ['her', 'vocal', '##ization']],
  ])('%s cuts "%s" into %j', async (name, text, pieces) => {
    expect(await piecesOf(name, text)).toEqual(pieces);
  });

  test('GPT-4 needs three pieces for CAPITALIZATION without a space before it', async () => {
    expect(await piecesOf('gpt4', 'CAPITALIZATION')).toHaveLength(3);
  });

  test('BERT gives the ids that bert-base-uncased is known for', async () => {
    const {tokenizer} = await open('bert');
    const ids = tokenizer.encode('Hello world!', {specialTokens: true}).map(({id}) => id);
    expect(ids).toEqual([101, 7592, 2088, 999, 102]);
  });

  test('bytes that are no whole character stay bytes', async () => {
    expect(await piecesOf('gpt2', '🎵')).toEqual(['f09f', '8e', 'b5']);
    expect(await piecesOf('llama2', 'a🎵')).toEqual(['a', 'f0', '9f', '8e', 'b5']);
  });

  test('a space that Llama puts before the text is not in its bytes', async () => {
    const {tokenizer} = await open('llama2');
    expect(tokenizer.encode('\na', {specialTokens: true})).toMatchObject([
      {text: '<s>', bytes: '', special: true},
      {text: ' ', bytes: '', special: false},
      {text: '\n', bytes: '0a', start: 0, end: 1},
      {text: 'a', bytes: '61', start: 1, end: 2},
    ]);
  });
});

test('what a package holds is opened once', async () => {
  const [first, second] = await Promise.all([open('gpt2'), open('gpt2')]);
  expect(second.tokenizer).toBe(first.tokenizer);
  expect((await open('gpt4')).tokenizer).not.toBe(first.tokenizer);
});

test('a role that no tokenizer plays is refused with those that there are', async () => {
  await expect(open('gpt5')).rejects.toMatchObject({
    code: 'role',
    remedy: expect.stringContaining('tokenizer:gpt2') as string,
  });
});
