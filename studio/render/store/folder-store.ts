import {readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {basename, dirname, join} from 'node:path';

import {fileError, named} from '../../../foundations/files/file-error.ts';
import {makeFolder} from '../../../foundations/files/make-folder.ts';
import type {SharedStore} from './shared-store.ts';
import {storeError} from './store-error.ts';

let written = 0;

/** Files in a folder that machines share. */
export class FolderStore implements SharedStore {
  public constructor(
    public readonly address: string,
    private readonly folder: string,
  ) {}

  public async has(name: string): Promise<boolean> {
    try {
      return (await stat(join(this.folder, name))).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw this.explain(error);
    }
  }

  public async read(name: string): Promise<Uint8Array | null> {
    try {
      return await readFile(join(this.folder, name));
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.explain(error);
    }
  }

  public async write(name: string, content: Uint8Array): Promise<void> {
    const path = join(this.folder, name);
    // Processes of different machines, or containers, may have the same number.
    const owner = `${hostname().replace(/[^\w-]/g, '-')}.${process.pid}.${written++}`;
    const partial = join(dirname(path), `.${basename(path)}.${owner}.partial`);
    try {
      await makeFolder(dirname(path));
      await writeFile(partial, content, {flag: 'wx'});
      await rename(partial, path);
    } catch (error) {
      await rm(partial, {force: true}).catch(() => undefined);
      throw this.explain(named(error, path));
    }
  }

  private explain(error: unknown): unknown {
    const known = fileError(error);
    if (known === null) return error;
    return storeError(this.address, known.message, known.remedy);
  }
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
