import {openWordVectors} from '../captured/word-vectors.ts';
import type {FigureKind} from './figure-kind.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';

/** Words on a flat map. */
export interface MapFigure {
  words: readonly string[];
  /** `[word, axis]`. */
  places: StoredTensor;
  /** Index of each word that was asked for, and of those nearest to them. */
  asked: readonly number[];
  near: readonly number[];
  layout: 'umap' | 'pca';
  /** How many numbers a vector has that was laid flat. */
  dModel: number;
}

/** So many neighbours of each word are on the map, where nothing else is asked for. */
export const AROUND = 12;

export const map: FigureKind<MapFigure> = {
  shows: 'words on a flat map, those that are asked for among their neighbours',
  of: 'word-vectors',
  views: ['umap', 'pca'],
  takes: ['view', 'top'],
  asksAt: false,
  readsText: true,
  probes: () => ({}),
  lacks: ({results: {text}}) =>
    text?.kind === 'word-vectors' && text.map ? null : 'map of words',
  read(files) {
    const {map: found, asked, nearest, dModel} = openWordVectors(files);
    if (!found) throw new Error('The capture has no map.');
    const {words, places, layout} = found;
    const indexOf = new Map(words.map((word, i) => [word, i]));
    const placed = (all: readonly string[]): number[] =>
      all.flatMap(word => indexOf.get(word) ?? []);
    const near = new Set(asked.flatMap(word => nearest(word).map(one => one.word)));
    return {
      words,
      places: storeTensor(places),
      layout,
      dModel,
      asked: placed(asked),
      near: placed([...near].filter(word => !asked.includes(word))),
    };
  },
};
