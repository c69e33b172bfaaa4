import {fileURLToPath} from 'node:url';

/** Absolute path of the repository, with forward slashes on every platform. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');
