// The entry for programs, see `foundations/load-entry.mjs`.
import {loadEntry} from '../../foundations/load-entry.mjs';

export const {figure, UserError} = await loadEntry('studio/figure/index.ts');
