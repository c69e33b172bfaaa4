import type {FrameSink} from './encode-webcodecs.ts';

/** Bytes of frames that go in one request. */
const BATCH = 32 * 2 ** 20;

/**
 * Post frames as raw RGBA, several at a time, for an encoder outside the page.
 *
 * @remarks
 * Each request carries frames back to back and, in `x-repeats`, how often each of them is
 * to be shown: a picture that stands still is sent once. One request is under way while
 * the next batch is being drawn.
 *
 * @param upload - Where to post.
 * @param frameBytes - Bytes of one frame.
 */
export async function rawSink(upload: string, frameBytes: number): Promise<FrameSink> {
  const room = Math.max(1, Math.floor(BATCH / frameBytes));
  const batch = new Uint8Array(room * frameBytes);
  let repeats: number[] = [];
  let sending: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    await sending;
    const headers = {'x-repeats': repeats.join(',')};
    // `fetch` takes its own copy of the bytes before it returns.
    const body = batch.subarray(0, repeats.length * frameBytes);
    sending = fetch(upload, {method: 'POST', headers, body}).then(refuseFailure);
    sending.catch(() => undefined);
    repeats = [];
  };
  return {
    async add(_, pixels) {
      if (pixels === null) {
        repeats[repeats.length - 1]++;
        return;
      }
      if (repeats.length === room) await send();
      batch.set(pixels, repeats.length * frameBytes);
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
