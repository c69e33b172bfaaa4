#!/usr/bin/env node
import {existsSync} from 'node:fs';
import module from 'node:module';
import {fileURLToPath} from 'node:url';

// Motion Canvas's Vite plugin is CommonJS; Vite warns about that at every start.
process.env.VITE_CJS_IGNORE_WARNING = 'true';
// Set here, since it has no effect in the threads that run models.
process.env.ORT_DISABLE_TELEMETRY ??= '1';
// In the repository the sources run, in the package what was built from them.
const isSource = existsSync(new URL('cli.ts', import.meta.url));
if (isSource) {
  // Newer Nodes keep what they have compiled.
  module.enableCompileCache?.(fileURLToPath(new URL('../.cache/node', import.meta.url)));
  const {register} = await import('tsx/esm/api');
  register();
}
const {main} = await import(isSource ? './cli.ts' : '../dist/studio/cli.js');
await main(process.argv.slice(2));
