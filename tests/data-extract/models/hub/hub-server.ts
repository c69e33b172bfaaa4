import {createHash} from 'node:crypto';
import {createServer} from 'node:http';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** What a test makes the hub do to a download. */
export interface Mischief {
  /** Cut the connection after so many bytes, so many times. */
  cutAfter?: number;
  cuts?: number;
  /** Whether a range is honoured. Default `true`. */
  ranges?: boolean;
  /** What is sent instead of a file. */
  swap?: (path: string, content: Buffer) => Buffer;
  /** Send large files from another host, as the hub's storage does. */
  redirect?: boolean;
  /** What is said of large files instead of their hash. */
  oid?: string;
  /** Token without which everything is refused. */
  token?: string;
  /** Status of the first so many downloads. */
  failures?: {status: number; times: number};
}

/** A hub on loopback with one repository. */
export interface TestHub {
  url: string;
  /** What was asked for, in order: method, path, and range where there is one. */
  requests: string[];
  /** `authorization` headers that the storage behind a redirect received. */
  leaked: string[];
  close(): Promise<void>;
}

export const COMMIT = '1234567890abcdef1234567890abcdef12345678';

/** Serve files as `org/tiny`, whose branch `main` is {@link COMMIT}. */
export async function startHub(
  files: Readonly<Record<string, Buffer>>,
  mischief: Mischief = {},
): Promise<TestHub> {
  const requests: string[] = [];
  const leaked: string[] = [];
  let cuts = mischief.cuts ?? 0;
  let failures = mischief.failures?.times ?? 0;

  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): void => {
    const content = mischief.swap?.(path, files[path]) ?? files[path];
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const from = range && mischief.ranges !== false ? Number(range[1]) : 0;
    const body = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': body.length,
      ...(from > 0
        ? {'content-range': `bytes ${from}-${content.length - 1}/${content.length}`}
        : {}),
    });
    if (mischief.cutAfter !== undefined && cuts > 0 && body.length > mischief.cutAfter) {
      cuts--;
      // What was sent arrives before the end does, and is read: an abort could overtake it,
      // and what nobody has read yet is lost with its connection.
      response.write(body.subarray(0, mischief.cutAfter), () =>
        setTimeout(() => response.socket?.end(), 100),
      );
    } else {
      response.end(body);
    }
  };

  const storage = await listen((request, response) => {
    if (request.headers.authorization) leaked.push(request.headers.authorization);
    send(request, response, decodeURI((request.url ?? '').slice(1)));
  });
  const hub = await listen((request, response) => {
    const url = decodeURI((request.url ?? '').split('?')[0]);
    requests.push([request.method, url, request.headers.range].filter(Boolean).join(' '));
    const json = (value: object): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (mischief.token && request.headers.authorization !== `Bearer ${mischief.token}`) {
      response.writeHead(401).end();
    } else if (url === '/api/models/org/tiny/revision/main') {
      json({_id: '1', id: 'org/tiny', sha: COMMIT});
    } else if (url === `/api/models/org/tiny/tree/${COMMIT}`) {
      json(
        Object.entries(files).map(([path, content]) =>
          entryOf(path, content, mischief.oid),
        ) as object,
      );
    } else if (url.startsWith(`/org/tiny/resolve/${COMMIT}/`)) {
      const path = url.slice(`/org/tiny/resolve/${COMMIT}/`.length);
      if (failures > 0) {
        failures--;
        response.writeHead(mischief.failures?.status ?? 500).end();
      } else if (mischief.redirect && isLarge(path)) {
        response.writeHead(302, {location: `${storage.url}/${path}`}).end();
      } else {
        send(request, response, path);
      }
    } else {
      response.writeHead(404).end();
    }
  });
  return {
    url: hub.url,
    requests,
    leaked,
    close: async () => {
      await hub.close();
      await storage.close();
    },
  };
}

const isLarge = (path: string): boolean => path.includes('.onnx');

/** The hub knows large files by SHA-256 and small ones by Git's hash. */
function entryOf(path: string, content: Buffer, other?: string): object {
  const git = createHash('sha1').update(`blob ${content.length}\0`).update(content);
  const entry = {type: 'file', path, size: content.length, oid: git.digest('hex')};
  if (!isLarge(path)) return entry;
  const oid = other ?? createHash('sha256').update(content).digest('hex');
  return {...entry, lfs: {oid, size: content.length, pointerSize: 130}};
}

async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{url: string; close(): Promise<void>}> {
  const server: Server = createServer(handler);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
