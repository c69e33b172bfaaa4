import type {BpeMerge} from 'attention-in-motion/captured';
import type {CapturedTraining} from 'attention-in-motion/captured/bpe';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {Chip} from 'attention-in-motion/components/Chips';
import type {TextCut} from 'attention-in-motion/components/Pieces';
import {exactLabel} from 'attention-in-motion/components/token-label';
import {listed} from 'attention-in-motion/script/listed';

/** Merges that are shown one by one, then faster; afterwards, so many at once. */
const SLOWLY = 4;
const FASTER = 20;
const STRIDE = 10;
/** The most characters of the text that are drawn, in whole words. */
const CHARACTERS = 160;

const labelOf = (text: string): string => exactLabel({text, bytes: ''});

/**
 * Byte pairs merged one after the other, state by state: after each of the first merges,
 * then after every tenth one. And what captions say of them.
 */
export function readTraining({corpus, alphabet, source, ...training}: CapturedTraining) {
  const {merges, watched, pieces} = training;
  // The merge after those that are made is the first in line at the end.
  const total = merges.length - 1;
  const [slowly, faster] = [Math.min(SLOWLY, total), Math.min(FASTER, total)];
  const states = [
    ...Array.from({length: faster + 1}, (_, made) => made),
    ...[...merges.keys()].filter(made => made > faster && (made - faster) % STRIDE === 0),
  ].filter(made => made < total);
  states.push(total);
  const all = [...watched];
  const end = all.length <= CHARACTERS ? all.length : lastSpace(all, CHARACTERS);
  const cuts = states.map((made): TextCut => {
    let start = 0;
    const placed = pieces(made).map(text => {
      const own = {label: labelOf(text), start, end: start + [...text].length};
      start = own.end;
      return own;
    });
    return {pieces: placed.filter(piece => piece.end <= end), source};
  });
  const words = wordsOf(cuts[cuts.length - 1].pieces.map(({label}) => label));
  const split = words
    .filter(({labels}) => labels.length > 1)
    .sort((a, b) => b.labels.length - a.labels.length);
  const sizes = (first: number, key: 'pieces' | 'vocab'): Tensor[] =>
    states.map(made =>
      Tensor.of([made === 0 ? first : merges[made - 1][key]], 'corpus', source),
    );
  const [best] = merges[0].candidates;
  const lastMade = merges[total - 1];
  return {
    source,
    cuts,
    slowly,
    faster,
    isPart: end < all.length,
    /** Number of the last state. */
    last: states.length - 1,
    /** Merges made in each state. */
    made: states.map(made => Tensor.of([made], 'merge', source)),
    ranking: rankPairs(states.map(made => merges[made].candidates)),
    merges: merges
      .slice(0, total)
      .map(({candidates: [{left, right}], token}): Chip[] => [
        {label: labelOf(left)},
        {label: labelOf(right)},
        {label: '→', isPlain: true},
        {label: labelOf(token)},
      ]),
    ranks: Tensor.of(
      merges.slice(0, total).map((_, i) => i + 1),
      'merge',
      source,
    ),
    pieces: sizes(corpus.characters, 'pieces'),
    vocabulary: sizes(alphabet.length, 'vocab'),
    /** Numbers of the pieces whose words have others. */
    split: split.flatMap(({first, labels}) => labels.map((_, i) => first + i)),
    facts: {
      alphabet: alphabet.length,
      characters: corpus.characters,
      best: {left: labelOf(best.left), right: labelOf(best.right), count: best.count},
      first: {token: labelOf(merges[0].token), vocab: merges[0].vocab},
      slowly: merges
        .slice(1, slowly)
        .map(({token}) => `“${labelOf(token)}”`)
        .join(', '),
      faster,
      merges: total,
      pieces: lastMade.pieces,
      vocab: lastMade.vocab,
      share: lastMade.share,
      words: words.length,
      whole: words.length - split.length,
      rare: listed(split.at(0)?.labels ?? [], ' + '),
    },
  };
}

const lastSpace = (characters: readonly string[], before: number): number => {
  const at = characters.lastIndexOf(' ', before);
  return at > 0 ? at : before;
};

/** Pieces gathered into words, which begin with their spaces. */
function wordsOf(labels: readonly string[]): {first: number; labels: string[]}[] {
  const words: {first: number; labels: string[]}[] = [];
  labels.forEach((label, first) => {
    if (label.startsWith('·') || words.length === 0) words.push({first, labels: [label]});
    else words[words.length - 1].labels.push(label);
  });
  return words;
}

/** How many of the best pairs are in sight. */
const SHOWN = 5;

type Candidates = BpeMerge['candidates'];

/** Out of sight of a ranking: what has been merged, and what is not yet or no more in it. */
const GONE = -2;

/**
 * The best pairs of each state as one table in which they change places: those that are
 * merged go out at the top, new ones come from below.
 */
export function rankPairs(states: readonly Candidates[]) {
  const keyOf = ({left, right}: Candidates[number]): string => `${left}\n${right}`;
  const pairs = [...new Map(states.flat().map(pair => [keyOf(pair), pair])).values()];
  const most = Math.min(SHOWN, ...states.map(({length}) => length));
  const places = states.map(candidates => {
    const place = new Map(candidates.map((pair, i) => [keyOf(pair), i]));
    return pairs.map(pair => place.get(keyOf(pair)) ?? null);
  });
  return {
    most,
    pairs: pairs.map(({left, right}): Chip[] => [
      {label: labelOf(left)},
      {label: labelOf(right)},
    ]),
    /** Place of each pair in each state. */
    order: places.map((own, state) =>
      own.map((place, pair) => {
        if (place !== null) return place;
        const before = places.slice(0, state).findLast(one => one[pair] !== null);
        return before?.[pair] === 0 ? GONE : most + 1;
      }),
    ),
    /** How often each pair stands in the corpus, 0 where it is not among the best. */
    counts: states.map((candidates, state) =>
      places[state].map(place => (place === null ? 0 : candidates[place].count)),
    ),
  };
}
