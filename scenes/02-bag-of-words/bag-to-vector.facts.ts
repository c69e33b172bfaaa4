import {openBagOfWords} from 'attention-in-motion/captured/bag-of-words';
import type {CaptureFiles} from 'attention-in-motion/captured/open-capture';
import {Tensor} from 'attention-in-motion/captured/tensor';

/** Words of the vocabulary that have a place of their own in the picture. */
const PLACES = 12;

/** A word that goes from its sentence to its place in the vocabulary. */
export interface Flight {
  /** Its row of counts: a sentence, or after them the shuffled one. */
  row: number;
  /** The sentence that its chip belongs to, and the number of the word there. */
  sentence: number;
  word: number;
  text: string;
  /** Its place in the picture. */
  place: number;
}

/** Two sentences, one of them shuffled, their vocabulary and their counts. */
export function readBag(files: CaptureFiles) {
  const {vocabulary, sentences, shuffled, cosine, counts} = openBagOfWords(files);
  if (sentences.length !== 2 || !shuffled) {
    throw new Error('The scene compares two sentences, one of them shuffled.');
  }
  const terms = sentences.map(({words}) => words.map(({index}) => index));
  const isShared = (term: number): boolean => terms.every(own => own.includes(term));
  const {kept, left} = placesOf(vocabulary, isShared);
  const placeOf = (term: number): number =>
    kept.includes(term) ? kept.indexOf(term) : kept.length;
  const orders = [...sentences.map(({words}) => [...words.keys()]), shuffled.order];
  const flights = orders.map((order, row) => {
    const sentence = row < sentences.length ? row : shuffled.sentence;
    return order.map((word): Flight => {
      const {text, index} = sentences[sentence].words[word];
      return {row, sentence, word, text, place: placeOf(index)};
    });
  });
  const places = kept.length + (left > 0 ? 1 : 0);
  const again = sentences[1].words.find(({isNew}) => !isNew);
  return {
    texts: sentences.map(({words}) => words.map(({text}) => text)),
    heads: [...kept.map(term => vocabulary[term]), ...(left > 0 ? [`+${left}`] : [])],
    shared: [...kept.keys()].filter(place => isShared(kept[place])),
    shuffled,
    flights,
    isKnown: again !== undefined,
    /** Places that are open once so many words have been collected. */
    openAt(collected: number): ReadonlySet<number> {
      const own = flights.slice(0, sentences.length).flat();
      return new Set(own.slice(0, collected).map(({place}) => place));
    },
    /** Counts of each row once so many words, over all rows, have been counted. */
    countsAt(counted: number): Tensor {
      const data = new Float32Array(flights.length * places);
      for (const {row, place} of flights.flat().slice(0, counted)) {
        data[row * places + place] += 1;
      }
      return new Tensor(
        data,
        [flights.length, places],
        ['sentence', 'word'],
        counts.source,
      );
    },
    facts: {
      size: vocabulary.length,
      shared: again?.text ?? '',
      cosine: cosine.at(0).data[1],
      firstLength: sentences[0].words.length,
      firstSome: sentences[0].distinct,
      secondSome: sentences[1].distinct,
    },
  };
}

/** Which words have a place: where they are many, those that are shared come first. */
function placesOf(
  vocabulary: readonly string[],
  isShared: (term: number) => boolean,
): {kept: number[]; left: number} {
  const words = [...vocabulary.keys()];
  if (words.length <= PLACES) return {kept: words, left: 0};
  const kept = [...words]
    .sort((a, b) => Number(isShared(b)) - Number(isShared(a)) || a - b)
    .slice(0, PLACES - 1)
    .sort((a, b) => a - b);
  return {kept, left: words.length - kept.length};
}
