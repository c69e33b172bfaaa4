// The entry for programs that run without a loader for TypeScript.
import {tsImport} from 'tsx/esm/api';

export const {figure, UserError} = await tsImport('./index.ts', import.meta.url);
