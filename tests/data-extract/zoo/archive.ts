import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import {brotliCompressSync, brotliDecompressSync, constants} from 'node:zlib';

/**
 * Files in one: a line of JSON with their names and lengths, then their bytes, all of it
 * compressed with a window that reaches over the whole (many graphs share weights).
 */
export async function pack(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
    )
    .sort();
  const files = await Promise.all(names.map(name => readFile(join(folder, name))));
  const index = names.map((name, i) => [name, files[i].length]);
  const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...files]);
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 25,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** Write the files of an archive into a folder. */
export async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  const bytes = brotliDecompressSync(archive, {
    params: {[constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1},
  });
  const end = bytes.indexOf('\n');
  const index = JSON.parse(bytes.toString('utf8', 0, end)) as [string, number][];
  let at = end + 1;
  for (const [name, length] of index) {
    const path = join(folder, name);
    await mkdir(dirname(path), {recursive: true});
    await writeFile(path, bytes.subarray(at, at + length));
    at += length;
  }
}
