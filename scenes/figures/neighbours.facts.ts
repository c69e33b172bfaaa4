import {UserError} from '../../foundations/user-error.ts';
import {openWordVectors} from '../captured/word-vectors.ts';
import {Tensor} from '../captured/tensor.ts';
import type {Source} from '../captured/tensor.ts';
import type {FigureKind, Room} from './figure-kind.ts';
import {storeTensor} from './stored-tensor.ts';
import type {StoredTensor} from './stored-tensor.ts';

/** Words with those nearest to them. */
export interface NeighboursFigure {
  lists: readonly {
    word: string;
    /** Nearest first. */
    nearest: readonly string[];
    /** Cosines of `nearest`, `[word]`. */
    cosines: StoredTensor;
  }[];
  /** How many words have a vector, and how many numbers that has. */
  size: number;
  dModel: number;
  source: Source;
}

/** So many lists can be read side by side. */
export const MOST_LISTS: Record<Room, number> = {whole: 4, half: 2};
/** So many words are listed, where nothing else is asked for. */
export const NEAREST = 10;

export const neighbours: FigureKind<NeighboursFigure> = {
  shows: 'the words nearest to one, by the cosine of their vectors',
  of: 'word-vectors',
  views: [],
  takes: ['top'],
  asksAt: false,
  readsText: true,
  probes: () => ({}),
  lacks: ({results: {text}}) =>
    text?.kind === 'word-vectors' && text.neighbours.length > 0 ? null : 'neighbours',
  read(files, {top}, room) {
    const {asked, nearest, size, dModel, source} = openWordVectors(files);
    if (asked.length > MOST_LISTS[room]) {
      throw new UserError(
        'figure-capture',
        `The capture has neighbours of ${asked.length} words, and ${MOST_LISTS[room]} lists fit.`,
        `Capture at most ${MOST_LISTS[room]}.`,
      );
    }
    return {
      lists: asked.map(word => {
        const near = nearest(word).slice(0, top ?? NEAREST);
        const cosines = near.map(({cosine}) => cosine);
        return {
          word,
          nearest: near.map(one => one.word),
          cosines: storeTensor(Tensor.of(cosines, 'word', source)),
        };
      }),
      size,
      dModel,
      source,
    };
  },
};
