import {UserError} from '../../foundations/user-error.ts';
import {lookAt, sameLook} from './hash-memory.ts';
import type {ModelFile} from './model-file.ts';

/**
 * Remember how files of a model look now. A model is hashed, read and run one after the
 * other, and what a capture says of its files must hold for what ran.
 *
 * @returns What throws a UserError where one of them has been written since.
 */
export async function watchFiles(
  files: readonly Pick<ModelFile, 'absolute'>[],
): Promise<() => Promise<void>> {
  const before = await Promise.all(files.map(({absolute}) => lookAt(absolute)));
  return async () => {
    const after = await Promise.all(
      files.map(({absolute}) => lookAt(absolute).catch(() => null)),
    );
    const changed = files.find((_, i) => {
      const look = after[i];
      return look === null || !sameLook(before[i], look);
    });
    if (!changed) return;
    throw new UserError(
      'model-changed',
      `${changed.absolute} was changed while it was captured.`,
      'Capture again when nothing writes to the model any more.',
    );
  };
}
