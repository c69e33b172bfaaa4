import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {pipeline} from 'node:stream/promises';

/** A file of a model on this machine. */
export interface ModelFile {
  /** Relative to the model's folder. */
  path: string;
  absolute: string;
  bytes: number;
  /** The graph whose weights it holds, where that graph gives it a name of its own. */
  of?: string;
}

/** A file as a capture names it. */
export interface HashedFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** Hash files of a model. */
export function hashFiles(files: readonly ModelFile[]): Promise<HashedFile[]> {
  return Promise.all(
    files.map(async ({path, absolute, bytes}) => ({
      path,
      bytes,
      sha256: await hashFile(absolute),
    })),
  );
}

/** SHA-256 of a file, hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, {highWaterMark: 1 << 20}), hash);
  return hash.digest('hex');
}
