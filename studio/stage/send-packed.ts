import type {FrameSink} from './frame-sink.ts';
import {packedLimit, packFrame} from './frame-packing.ts';

/** At most so many pictures go in one request, so that the encoder need not wait long. */
const BATCH = 8;

/**
 * Post frames, packed, several at a time, for an encoder outside the page.
 *
 * @remarks
 * Each request carries packed frames back to back and, in `x-repeats`, how often each of
 * them is to be shown: a picture that stands still is sent once. One request is under way
 * while the next batch is being drawn. Raw frames would be the limit of the whole render:
 * what a browser posts goes through three processes before it arrives.
 *
 * @param upload - Where to post.
 * @param pixels - Pixels of one frame.
 */
export function packedSink(upload: string, pixels: number): FrameSink {
  const before = new Uint32Array(pixels);
  const batch = new Uint32Array(2 * packedLimit(pixels));
  let used = 0;
  let repeats: number[] = [];
  let sending: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    await sending;
    const headers = {'x-repeats': repeats.join(',')};
    // A blob has its own copy of the bytes before the next batch overwrites them.
    const body = new Blob([batch.subarray(0, used)]);
    sending = post(upload, headers, body);
    sending.catch(() => undefined);
    repeats = [];
    used = 0;
  };
  return {
    async add(bytes) {
      if (bytes === null) {
        repeats[repeats.length - 1]++;
        return;
      }
      const isFull = used + packedLimit(pixels) > batch.length;
      if (repeats.length === BATCH || isFull) await send();
      const frame = new Uint32Array(bytes.buffer, bytes.byteOffset, pixels);
      used = packFrame(frame, before, batch, used);
      before.set(frame);
      repeats.push(1);
    },
    async finish() {
      if (repeats.length > 0) await send();
      await sending;
    },
  };
}

/**
 * By `XMLHttpRequest`, unlike what scenes do: what they read is looked at on its way
 * (`studio/render/page/outside-reads.ts`). As a blob: the browser tells its driver of every
 * request, with all bytes of a body that is none.
 */
function post(
  upload: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', upload);
    for (const [name, value] of Object.entries(headers))
      request.setRequestHeader(name, value);
    const refuse = (): void =>
      reject(new Error(`The encoder stopped taking frames: ${request.responseText}`));
    request.addEventListener('load', () => (request.status < 400 ? resolve() : refuse()));
    request.addEventListener('error', refuse);
    request.send(body);
  });
}
