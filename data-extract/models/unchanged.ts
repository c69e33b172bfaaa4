import {UserError} from '../../foundations/user-error.ts';
import {lookAt, sameLook} from './hash-memory.ts';
import type {ModelFile} from './model-file.ts';

/**
 * Remember how files of a model look now. A model is hashed, read and run one after the
 * other, and what a capture says of its files must hold for what ran.
 *
 * @returns What throws a UserError where one of them has been written since.
 */
export function watchFiles(files: readonly Pick<ModelFile, 'absolute'>[]): () => void {
  const before = files.map(({absolute}) => lookAt(absolute));
  const isAsBefore = (file: string, i: number): boolean => {
    try {
      return sameLook(before[i], lookAt(file));
    } catch {
      return false;
    }
  };
  return () => {
    const changed = files.find(({absolute}, i) => !isAsBefore(absolute, i));
    if (!changed) return;
    throw new UserError(
      'model-changed',
      `${changed.absolute} was changed while it was captured.`,
      'Capture again when nothing writes to the model any more.',
    );
  };
}
