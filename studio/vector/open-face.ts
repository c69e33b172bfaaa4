import {Blob, Face} from 'harfbuzzjs';
import {decompress} from 'woff2-encoder';

/**
 * A font file as HarfBuzz reads it, which is what browsers shape texts with.
 *
 * @param file - The bytes of a WOFF2 file.
 */
export async function openFace(file: Buffer): Promise<Face> {
  const font = await decompress(file);
  return new Face(new Blob(Uint8Array.from(font)));
}
