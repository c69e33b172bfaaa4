import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {ROOT} from '../../../foundations/root.ts';
import {openZoo} from '../../data-extract/zoo/open-zoo.ts';
import {cutTokenizer} from './cut-tokenizer.ts';
import {OTHER_MODELS, PLAYED_BY} from './list.ts';
import type {OtherModel} from './list.ts';

/** Ids that models of the zoo read. */
const VOCAB = 384;

/**
 * Unpack the models, each with a tokenizer of its size, cut from that of the model which
 * plays its first role otherwise; the folder is the caller's to remove.
 */
export async function openModels(): Promise<string> {
  const folder = await openZoo();
  for (const {zoo, roles, calls} of OTHER_MODELS) {
    const called = (text: string): string =>
      Object.entries(calls).reduce(
        (all, [usual, other]) =>
          all.replaceAll(JSON.stringify(usual), JSON.stringify(other)),
        text,
      );
    if (zoo === null) continue;
    const own = join(ROOT, PLAYED_BY[roles[0]]);
    const whole = await readFile(join(own, 'tokenizer.json'), 'utf8');
    const cut = cutTokenizer(whole, VOCAB);
    await writeFile(join(folder, zoo, 'tokenizer.json'), called(cut));
    const config = 'tokenizer_config.json';
    const settings = await readFile(join(own, config), 'utf8');
    await writeFile(join(folder, zoo, config), called(settings));
  }
  return folder;
}

/** Where a model lies. */
export const pathOf = ({zoo: name, path}: OtherModel, folder: string): string =>
  name === null ? join(ROOT, path) : join(folder, path);
