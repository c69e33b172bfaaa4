import {isAbsolute, normalize} from 'node:path';

/**
 * Whether a path from a file, a model or a network stays in the folder that it is relative
 * to, whichever system wrote it. Pure; links are for the caller to resolve.
 */
export function isInside(location: string): boolean {
  if (location === '' || location.includes('\0') || isAbsolute(location)) return false;
  if (/^[a-z]:/i.test(location) || location.startsWith('\\')) return false;
  return !normalize(location.replaceAll('\\', '/')).split(/[/\\]/).includes('..');
}
