import {copyFile, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {ROOT} from '../../../foundations/root.ts';
import {openZoo} from '../../data-extract/zoo/open-zoo.ts';
import {cutTokenizer} from './cut-tokenizer.ts';

/** A model that plays the decoder, and what scenes ask of it in vain. */
export interface OtherModel {
  name: string;
  /** Its folder in the zoo, or `null` where it is one of the course's. */
  zoo: string | null;
  /** Its folder or file: in the zoo from there, else from the project. */
  path: string;
  /** Of each scene that cannot be made of it, a part of what is said. */
  lacks: Readonly<Record<string, string>>;
}

/** Ids that models of the zoo read. */
const VOCAB = 384;
const NO_CACHE = {'07-architecture/shelf-fills': 'it was exported without a cache'};
/** Packed weights have no rows to be read, nor sums to be taken apart. */
const PACKED = {
  '07-architecture/lm-head': 'the model has no head',
  '07-architecture/open-the-box': 'no weight "embed"',
  '08-transformer-block/neurons-to-answer': 'no plain sum',
  '08-transformer-block/who-wrote-it': 'no plain sum',
};

const zoo = (
  folder: string,
  lacks: OtherModel['lacks'],
  file: string | null = null,
): OtherModel => ({
  name: file === null ? folder : `${folder}.${file}`,
  zoo: folder,
  lacks,
  path: file === null ? folder : `${folder}/onnx/${file}.onnx`,
});

/**
 * Models of other sizes and kinds: experts, a cache that the graph has, a table of
 * positions and one projection for queries, keys and values, norms behind each part,
 * weights of half precision and packed ones.
 */
export const OTHER_MODELS: readonly OtherModel[] = [
  {
    name: 'tiny-moe',
    zoo: null,
    path: 'assets/models/tiny-moe',
    lacks: {
      '08-transformer-block/expand-fire-contract': 'no feed-forward layers were found',
      '08-transformer-block/neurons-to-answer': 'no feed-forward layer was found',
    },
  },
  zoo('llama.ts.cache.eager', {}),
  zoo('gpt2.ts.eager', NO_CACHE),
  zoo('gemma3_text.ts.eager', {
    ...NO_CACHE,
    // A norm stands between its neurons and the stream.
    '08-transformer-block/neurons-to-answer': 'whose neurons add to the stream',
  }),
  zoo('llama.ts.eager', NO_CACHE, 'model_fp16'),
  zoo('gpt2.ts.eager', {...NO_CACHE, ...PACKED}, 'model_quantized'),
];

/** Unpack the models, each with a tokenizer of its size; the folder is the caller's to remove. */
export async function openModels(): Promise<string> {
  const folder = await openZoo();
  const own = join(ROOT, 'assets/models/tiny-decoder');
  const whole = await readFile(join(own, 'tokenizer.json'), 'utf8');
  const cut = cutTokenizer(whole, VOCAB);
  const names = new Set(OTHER_MODELS.flatMap(({zoo: name}) => name ?? []));
  for (const name of names) {
    await writeFile(join(folder, name, 'tokenizer.json'), cut);
    const config = 'tokenizer_config.json';
    await copyFile(join(own, config), join(folder, name, config));
  }
  return folder;
}

/** Where a model lies. */
export const pathOf = ({zoo: name, path}: OtherModel, folder: string): string =>
  name === null ? join(ROOT, path) : join(folder, path);
