#!/usr/bin/env node
import module from 'node:module';
import {fileURLToPath} from 'node:url';

import {register} from 'tsx/esm/api';

// Motion Canvas's Vite plugin is CommonJS; Vite warns about that at every start.
process.env.VITE_CJS_IGNORE_WARNING = 'true';
// Set here, since it has no effect in the threads that run models.
process.env.ORT_DISABLE_TELEMETRY ??= '1';
// Newer Nodes keep what they have compiled.
module.enableCompileCache?.(fileURLToPath(new URL('../.cache/node', import.meta.url)));
register();
const {main} = await import('./cli.ts');
await main(process.argv.slice(2));
