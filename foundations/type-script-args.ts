import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

/** What Node is given to run a program that is written in TypeScript, from any folder. */
export const typeScriptArgs = (): string[] => [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
];
