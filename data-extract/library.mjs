// The entry for programs, see `foundations/load-entry.mjs`.
import {loadEntry} from '../foundations/load-entry.mjs';

export const {capture, captureMany, inspect, UserError} = await loadEntry(
  'data-extract/index.ts',
);
