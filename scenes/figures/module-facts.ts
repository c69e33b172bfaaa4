import {openCapture} from '../captured/open-capture.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import type {FigureKind} from './figure-kind.ts';

const probes = {modules: true as const};

/** What kinds have in common that show a model's own files. */
export const OF_MODULES = {
  of: 'model',
  views: [],
  takes: [],
  asksAt: false,
  readsText: false,
  probes: () => probes,
  lacks: ({results}) => (results.modules ? null : 'modules'),
} satisfies Omit<FigureKind, 'shows' | 'read'>;

/** The modules of a model, from a capture of any kind of model. */
export const openModules = (files: CaptureFiles) =>
  openCapture({role: 'decoder', text: '', probes}, files);
