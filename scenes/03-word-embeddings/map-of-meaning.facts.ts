import type {NearWord} from 'attention-in-motion/captured';
import type {CaptureFiles} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';
import {openWordVectors} from 'attention-in-motion/captured/word-vectors';

import declaration from './map-of-meaning.capture.ts';

/** Words near one that is visited, which the camera has in sight. */
const AROUND = 6;
/** Neighbours are torn apart where one is so many times as far off as another. */
const FAR_OFF = 3;

/** Words on a map, the four whose neighbours are shown, and what captions say of them. */
export function readMap(files: CaptureFiles) {
  const vectors = openWordVectors(files);
  const {map, asked, source} = vectors;
  if (!map || asked.length !== 4) {
    throw new Error('The scene needs a map, and neighbours of four words.');
  }
  const {words, places} = map;
  const indexOf = (word: string): number => words.indexOf(word);
  const [first, second, query, torn] = asked.map(word => {
    const near = vectors.nearest(word);
    const points = near.map(own => ({index: indexOf(own.word), name: own.word}));
    const index = indexOf(word);
    const cosines = near.map(({cosine}) => cosine);
    return {
      word,
      near,
      index,
      points,
      cosines: Tensor.of(cosines, 'word', source),
      sight: [index, ...points.map(point => point.index)],
      close: [index, ...points.slice(0, AROUND).map(point => point.index)],
    };
  });
  const ways = map.ways(torn.word);
  // Another word is more telling than another form of the same.
  const close = ways.find(({word}) => !word.startsWith(torn.word)) ?? ways[0];
  const far = ways[ways.length - 1];
  const [best, next] = query.near;
  const told = ({word, near}: {word: string; near: readonly NearWord[]}) => ({
    word,
    near: near.slice(0, 3).map(own => own.word),
  });
  return {
    words,
    places,
    source,
    first,
    second,
    query,
    torn,
    isTorn: far.way > FAR_OFF * ways[0].way,
    landmarks: [...new Set([...asked, ...(declaration.map.around?.of ?? [])])]
      .map(indexOf)
      .filter(index => index >= 0),
    named: [...first.sight, ...second.sight],
    facts: {
      count: words.length,
      size: vectors.size,
      dModel: vectors.dModel,
      first: told(first),
      second: told(second),
      query: {
        word: query.word,
        best: {...best},
        next: {...next},
      },
      torn: {
        word: torn.word,
        close: close.word,
        far: far.word,
      },
    },
  };
}
