// The entry for programs that run without a loader for TypeScript: in the repository the
// sources run, in the package what was built from them.
import {existsSync} from 'node:fs';

const load = async () => {
  if (!existsSync(new URL('index.ts', import.meta.url)))
    return import('../../dist/studio/figure/index.js');
  const {tsImport} = await import('tsx/esm/api');
  return tsImport('./index.ts', import.meta.url);
};

export const {figure, UserError} = await load();
