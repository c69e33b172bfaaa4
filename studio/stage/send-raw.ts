import type {FrameSink} from './encode-webcodecs.ts';

/** At most so many bytes wait in the socket. */
const BUFFERED = 64 * 2 ** 20;

/**
 * Send frames as raw RGBA over a web socket, for an encoder outside the page.
 *
 * @param upload - Address of the socket.
 */
export async function rawSink(upload: string): Promise<FrameSink> {
  const socket = new WebSocket(upload);
  const closed = new Promise<CloseEvent>(resolve =>
    socket.addEventListener('close', resolve, {once: true}),
  );
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, {once: true});
    socket.addEventListener('error', () =>
      reject(new Error('The frame socket did not open.')),
    );
  });
  return {
    async add(_, pixels) {
      socket.send(pixels as Uint8Array<ArrayBuffer>);
      while (socket.bufferedAmount > BUFFERED && socket.readyState === WebSocket.OPEN) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      if (socket.readyState !== WebSocket.OPEN) await refused(closed);
    },
    async finish() {
      socket.send('end');
      const {code} = await closed;
      if (code !== 1000) await refused(closed);
    },
  };
}

async function refused(closed: Promise<CloseEvent>): Promise<never> {
  const {code, reason} = await closed;
  throw new Error(`The encoder stopped taking frames (${code} ${reason}).`);
}
