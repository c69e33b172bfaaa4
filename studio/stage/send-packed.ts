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
    // `fetch` takes its own copy of the bytes before it returns.
    const body = batch.subarray(0, used);
    sending = fetch(upload, {method: 'POST', headers, body}).then(refuseFailure);
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

async function refuseFailure(reply: Response): Promise<void> {
  if (reply.ok) return;
  throw new Error(`The encoder stopped taking frames: ${await reply.text()}`);
}
