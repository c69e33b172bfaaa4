import {register} from 'tsx/esm/api';

register();
await import('./extract-worker.ts');
