import {hostname} from 'node:os';

/** How the names of workers begin in the server's list of clients. */
export const WORKER = 'aim-worker:';

/** Name of the worker that this process is. */
export const workerName = (): string =>
  `${hostname().replace(/[^\w-]/g, '-')}.${process.pid}`;
