import {openModelSizes, sourceOfAll} from '../captured/model-sizes.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind} from './figure-kind.ts';

/** How large the caches of keys and values of some models get. */
export interface CacheFigure {
  models: readonly {
    label: string;
    /** What a token leaves in the cache of all layers. */
    bytesPerToken: number;
    /** Longest text, `null` where the configuration names none. */
    context: number | null;
  }[];
  /** Lengths of texts, ascending; `bytes` has for each model one of each, up to its context. */
  lengths: readonly number[];
  bytes: readonly (readonly (number | null)[])[];
  /** Of a number in the cache. */
  bytesPerNumber: number;
  source: Source;
}

/** Where no configuration names a longest text. */
const LONGEST = 131_072;
/** The shortest text is so many times shorter than what any of the models can read. */
const SHORTER = 8;

export const cache: FigureKind<CacheFigure> = {
  shows: 'bytes of the KV cache against the length of the text, of several models',
  of: 'configurations',
  views: [],
  takes: [],
  asksAt: false,
  readsText: false,
  probes: () => ({}),
  lacks: ({results}) => (results.text?.kind === 'model-sizes' ? null : 'model sizes'),
  read(files) {
    const {models, sizes} = openModelSizes(files);
    const told = models.map(({name, label, architecture}) => ({
      label,
      context: architecture.context,
      ...sizes(name).cache,
    }));
    const longest = told.map(({context}) => context ?? LONGEST);
    const lengths = lengthsBetween(Math.min(...longest) / SHORTER, longest);
    return {
      models: told.map(({label, bytesPerToken, context}) => ({
        label,
        bytesPerToken,
        context,
      })),
      lengths,
      bytes: told.map(({bytesPerToken}, i) =>
        lengths.map(length => (length > longest[i] ? null : length * bytesPerToken)),
      ),
      bytesPerNumber: told[0].bytesPerNumber,
      source: sourceOfAll(models.map(({stamp}) => stamp)),
    };
  },
};

/** Powers of two, and the longest texts. */
function lengthsBetween(least: number, longest: readonly number[]): number[] {
  const most = Math.max(...longest);
  const first = Math.max(0, Math.floor(Math.log2(least)));
  const powers = Array.from({length: 64}, (_, i) => 2 ** (first + i));
  const all = new Set([...powers.filter(power => power < most), ...longest]);
  return [...all].sort((a, b) => a - b);
}
