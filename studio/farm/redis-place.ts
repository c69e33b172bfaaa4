import {flagError} from '../command-line/flag-values.ts';

/** Where a Redis server is. */
export interface RedisPlace {
  url: string;
  /** The same for people: without the password. */
  said: string;
}

const LOOPBACK = 'redis://127.0.0.1:6379';

/** Read `--redis`. Pure. @throws UserError where it is no address of a Redis server. */
export function readRedis(flag: string, given: unknown): RedisPlace {
  const text = String(given);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '') {
    if (/^(?:\/\d*)?$/.test(url.pathname)) return {url: text, said: withoutPassword(url)};
  }
  throw flagError(
    `${flag} ${url === null ? text : withoutPassword(url)} is no address of a Redis server.`,
    'Give redis://host:port, with a password redis://:password@host:port, rediss:// for TLS.',
  );
}

/** The server where no flag names one. @throws UserError where AIM_REDIS is no address. */
export const redisByDefault = (env: NodeJS.ProcessEnv): RedisPlace =>
  readRedis(
    env.AIM_REDIS === undefined ? '--redis' : 'AIM_REDIS',
    env.AIM_REDIS ?? LOOPBACK,
  );

function withoutPassword(url: URL): string {
  const copy = new URL(url);
  if (copy.password !== '') copy.password = '***';
  return copy.href;
}
