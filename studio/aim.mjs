#!/usr/bin/env node
import {register} from 'tsx/esm/api';

// Motion Canvas's Vite plugin is CommonJS; Vite warns about that at every start.
process.env.VITE_CJS_IGNORE_WARNING = 'true';
register();
const {main} = await import('./cli.ts');
await main(process.argv.slice(2));
