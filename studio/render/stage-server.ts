import {createServer} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createWriteStream} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {pipeline} from 'node:stream/promises';
import type {Writable} from 'node:stream';

import sirv from 'sirv';
import {WebSocketServer} from 'ws';
import type {WebSocket} from 'ws';

/** Where a chunk that a page sends goes. */
export type Receiver =
  /** One file, posted whole. */
  | {kind: 'file'; path: string}
  /** Raw frames, written to a process's stdin; `done` settles when it has ended. */
  | {kind: 'frames'; stdin: Writable; done: Promise<unknown>};

/** Serves the bundle on loopback and takes chunks from its pages. */
export interface StageServer {
  /** Address of the stage. */
  readonly url: string;
  /**
   * Take what is sent to a new address.
   *
   * @returns The address, and a function that closes it.
   */
  receive(receiver: Receiver): {upload: string; close(): void};
  close(): Promise<void>;
}

/**
 * Start a server for a bundle.
 *
 * @param folder - The built files.
 */
export async function startStageServer(folder: string): Promise<StageServer> {
  const receivers = new Map<string, Receiver>();
  let count = 0;
  const files = sirv(folder, {dev: false, etag: false});
  const server = createServer((request, response) => {
    const receiver = receivers.get(request.url ?? '');
    if (request.method === 'POST' && receiver?.kind === 'file') {
      void store(request, response, receiver.path);
    } else {
      files(request, response, () => {
        response.writeHead(404).end();
      });
    }
  });
  const sockets = new WebSocketServer({noServer: true, maxPayload: 512 * 2 ** 20});
  server.on('upgrade', (request, socket, head) => {
    const receiver = receivers.get(request.url ?? '');
    if (receiver?.kind !== 'frames') {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => takeFrames(client, receiver));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/studio/stage/index.html`,
    receive(receiver) {
      const path = `/chunk/${count++}`;
      receivers.set(path, receiver);
      const scheme = receiver.kind === 'file' ? 'http' : 'ws';
      return {
        upload: `${scheme}://127.0.0.1:${port}${path}`,
        close: () => receivers.delete(path),
      };
    },
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function store(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  try {
    await pipeline(request, createWriteStream(path));
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(507).end((error as Error).message);
  }
}

function takeFrames(
  client: WebSocket,
  {stdin, done}: Extract<Receiver, {kind: 'frames'}>,
): void {
  const fail = (error: Error): void => client.close(1011, error.message.slice(0, 100));
  done.catch(fail);
  client.on('message', (data: Buffer, binary) => {
    if (!binary) {
      stdin.end();
      done.then(() => client.close(1000), fail);
    } else if (!stdin.write(data)) {
      client.pause();
      stdin.once('drain', () => client.resume());
    }
  });
  client.on('close', () => stdin.end());
}
