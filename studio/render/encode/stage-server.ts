import {createServer} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

import sirv from 'sirv';

import {framePourer} from './pour-frames.ts';
import type {FrameTaker} from './pour-frames.ts';

/** Serves the bundle on loopback and takes chunks from its pages. */
export interface StageServer {
  /** Address of the stage. */
  readonly url: string;
  /** Address of a path of the bundle. */
  resolve(path: string): string;
  /**
   * Take packed frames that are posted in batches to a new address.
   *
   * @returns The address; a function that closes it; and why something that was posted
   * could not be stored, if so.
   */
  receive(taker: FrameTaker): {
    upload: string;
    close(): void;
    failure(): Error | null;
  };
  close(): Promise<void>;
}

/** The page that the stage runs in. */
const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Stage</title>
<script type="module" src="./stage.js"></script>
`;

/**
 * Start a server for a bundle.
 *
 * @param folder - The built files.
 */
export async function startStageServer(folder: string): Promise<StageServer> {
  const takers = new Map<
    string,
    (request: IncomingMessage, response: ServerResponse) => Promise<void>
  >();
  let count = 0;
  const files = sirv(folder, {
    dev: false,
    etag: false,
    dotfiles: true,
    maxAge: 31536000,
    immutable: true,
  });
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const take = takers.get(path);
    if (request.method === 'POST' && take) {
      void take(request, response);
    } else if (path === '/') {
      response.writeHead(200, {'content-type': 'text/html'}).end(PAGE);
    } else {
      files(request, response, () => {
        response.writeHead(404).end();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const {port} = server.address() as AddressInfo;
  const address = (path: string): string =>
    new URL(path, `http://127.0.0.1:${port}/`).href;
  return {
    url: address('/'),
    resolve: address,
    receive(taker) {
      const path = `/chunk/${count++}`;
      let failure: Error | null = null;
      const pour = framePourer(taker);
      takers.set(path, async (request, response) => {
        try {
          await pour(request);
          response.writeHead(204).end();
        } catch (error) {
          failure ??= error as Error;
          response.writeHead(507).end((error as Error).message);
        }
      });
      return {
        upload: address(path),
        close: () => takers.delete(path),
        failure: () => failure,
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
