import {connect} from 'node:net';

type Env = Readonly<Record<string, string | undefined>>;

const PROXIES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
];

/** How long a host may take to answer, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Ask within seconds whether a host can be reached, so that a machine without a network
 * does not sit through the retries of a download.
 *
 * @returns Why not, or `null`; also `null` behind a proxy, where only trying tells.
 */
export async function unreachable(url: string, env: Env): Promise<string | null> {
  if (PROXIES.some(name => env[name])) return null;
  const {hostname, port, protocol} = new URL(url);
  const socket = connect({
    host: hostname,
    port: Number(port || (protocol === 'http:' ? 80 : 443)),
  });
  try {
    return await new Promise<string | null>(resolve => {
      socket.once('connect', () => resolve(null));
      socket.once('error', (error: NodeJS.ErrnoException) =>
        resolve(`${hostname} cannot be reached (${error.code ?? error.message})`),
      );
      setTimeout(
        () => resolve(`${hostname} did not answer within ${PATIENCE / 1000} s`),
        PATIENCE,
      ).unref();
    });
  } finally {
    socket.destroy();
  }
}
