import type {
  AnalogyResult,
  NearWord,
  WordVectorsResult,
} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './open-capture.ts';
import {openText} from './text-files.ts';
import type {Source, Tensor} from './tensor.ts';

/** Pretrained word vectors: what the scene's declaration asked for. */
export interface CapturedVectors {
  /** The file of the vectors. */
  source: Source;
  /** How many words have a vector. */
  size: number;
  /** How many numbers a vector has. */
  dModel: number;
  /** Words whose vectors are here. */
  words: readonly string[];
  /** A word's vector, `[d_model]`. */
  vector(word: string): Tensor;
  /** Cosine of two of `words`. */
  cosine(a: string, b: string): number;
  /** The words nearest to a word, nearest first. */
  nearest(word: string): readonly NearWord[];
  /** Words whose nearest are here. */
  asked: readonly string[];
  /** A sum of vectors with its nearest words; `sums` has a `[d_model]` for each term. */
  analogy(name: string): AnalogyResult & {sums: readonly Tensor[]};
  /** Words on a flat map, `null` where none was asked for. */
  map: CapturedMap | null;
}

/** Words on a flat map. */
export interface CapturedMap {
  /** Words on the map. */
  words: readonly string[];
  /** `[word, axis]`. */
  places: Tensor;
  /** How the vectors were laid flat. */
  layout: NonNullable<WordVectorsResult['map']>['layout'];
  /** How far a word lies from those that are nearest to it, as it is drawn, nearest first. */
  ways(word: string): readonly {word: string; way: number}[];
}

/**
 * @param files - The scene's `*.captured` module.
 * @throws Where something is asked for that the declaration did not ask for.
 */
export function openWordVectors(files: CaptureFiles): CapturedVectors {
  const {result, source, tensor, capture} = openText('word-vectors', files);
  const {words, neighbours, analogies, map} = result;
  const missing = (what: string): Error =>
    new Error(`Capture ${capture.id} has no ${what}; ask for it in the declaration.`);
  const placeOf = (word: string): number => {
    const place = words.indexOf(word);
    if (place < 0) throw missing(`vector of "${word}"`);
    return place;
  };
  return {
    source,
    words,
    size: result.size,
    dModel: result.dModel,
    vector: word => tensor('vectors').at(placeOf(word)),
    cosine: (a, b) => tensor('cosine').at(placeOf(a)).data[placeOf(b)],
    asked: neighbours.map(({word}) => word),
    nearest(word) {
      const found = neighbours.find(entry => entry.word === word);
      if (!found) throw missing(`neighbours of "${word}"`);
      return found.nearest;
    },
    analogy(name) {
      if (!Object.hasOwn(analogies, name)) throw missing(`analogy "${name}"`);
      const steps = tensor(`analogy.${name}`);
      const sums = analogies[name].terms.map((_, step) => steps.at(step));
      return {
        ...analogies[name],
        sums,
      };
    },
    map: map && {
      ...map,
      places: tensor('map'),
      ways(word) {
        const found = map.ways.find(entry => entry.word === word);
        if (!found) throw missing(`ways from "${word}" on the map`);
        return found.to;
      },
    },
  };
}
