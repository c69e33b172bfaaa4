import {bytesOf} from '../../../scenes/captured/reader.ts';

/** The text that a page carries: base64 of what `deflate` has made smaller. */
export async function unpack(packed: string): Promise<string> {
  const bytes = new Uint8Array(bytesOf(packed.trim()));
  const stream = new Blob([bytes]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream('deflate'))).text();
}
