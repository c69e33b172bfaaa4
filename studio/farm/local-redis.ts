import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {removeCached} from '../../foundations/files/remove-cached.ts';
import {UserError} from '../../foundations/user-error.ts';
import {freePort} from '../setup/free-port.ts';
import {findRedisServer} from '../setup/parts.ts';
import {readRedis} from './redis-place.ts';
import type {RedisPlace} from './redis-place.ts';

/** A Redis server of our own. */
export interface LocalRedis {
  place: RedisPlace;
  pid: number;
  /** End it and start it again with what it has kept, at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Start the system's Redis server on a free port of the loopback, with a password and a
 * folder of its own, which goes when it is closed.
 *
 * @throws UserError where there is none, or it does not start.
 */
export async function startRedis(): Promise<LocalRedis> {
  const {path} = await findRedisServer();
  const folder = await mkdtemp(join(tmpdir(), 'aim-redis-'));
  const port = await freePort();
  const password = randomUUID();
  let child = await startAt(path, {folder, port, password});
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return {
    place: readRedis('--redis', `redis://:${password}@127.0.0.1:${port}`),
    get pid() {
      return child.pid ?? 0;
    },
    async restart() {
      await end();
      child = await startAt(path, {folder, port, password});
    },
    async close() {
      await end();
      await removeCached(folder);
    },
  };
}

async function startAt(
  path: string,
  {folder, port, password}: {folder: string; port: number; password: string},
) {
  // On a command line, all users of the machine could read the password.
  const child = spawn(path, ['-'], {stdio: ['pipe', 'pipe', 'pipe']});
  child.stdin.end(
    [
      ...[`bind 127.0.0.1`, `port ${port}`, `requirepass ${password}`],
      ...[`dir ${JSON.stringify(folder)}`, 'appendonly yes', 'save ""'],
    ].join('\n') + '\n',
  );
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (/ready to accept connections/i.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', error => reject(notStarted(path, error.message)));
    child.once('exit', () =>
      reject(notStarted(path, said.trim().split('\n').at(-1) ?? '')),
    );
  });
  await ready;
  return child;
}

const notStarted = (path: string, why: string): UserError =>
  new UserError(
    'redis',
    `${path} did not start: ${why}.`,
    'Start a Redis server by hand, and give its address with --redis.',
  );
