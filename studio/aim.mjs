#!/usr/bin/env node
import module from 'node:module';
import {fileURLToPath} from 'node:url';

import {builtFrom, hasSource} from '../foundations/load-entry.mjs';
import {localTool} from '../foundations/local-tool.mjs';

const local = localTool(process.cwd());
if (local === null) await runHere();
else await import(local);

async function runHere() {
  // Motion Canvas's Vite plugin is CommonJS; Vite warns about that at every start.
  process.env.VITE_CJS_IGNORE_WARNING = 'true';
  // Set here, since it has no effect in the threads that run models.
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
  const isSource = hasSource('studio/cli.ts');
  if (isSource) {
    // Newer Nodes keep what they have compiled.
    module.enableCompileCache?.(
      fileURLToPath(new URL('../.cache/node', import.meta.url)),
    );
    const {register} = await import('tsx/esm/api');
    register();
  }
  const {main} = await import(isSource ? './cli.ts' : whatWasBuilt());
  await main(process.argv.slice(2));
}

function whatWasBuilt() {
  try {
    return builtFrom('studio/cli.ts');
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}
