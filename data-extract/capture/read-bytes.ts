import {open} from 'node:fs/promises';

/** So much is read at once: more than 2 GiB would not be given. */
const PART = 2 ** 30;

/** The bytes of a file of any size, in memory of their own. */
export async function readBytes(file: string, part = PART): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const {size} = await handle.stat();
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const length = Math.min(part, size - at);
      const {bytesRead} = await handle.read(bytes, at, length, at);
      if (bytesRead === 0) throw new Error(`${file} ended while it was read`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
