import {existsSync} from 'node:fs';
import {relative, resolve} from 'node:path';

import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../data-extract/course/course.ts';
import type {VectorsSource} from '../../data-extract/course/roles.ts';
import type {WordVectorsDeclaration} from '../../data-extract/declare/vector-declaration.ts';
import {openText} from '../../data-extract/text-capture/extract-text.ts';
import {courseHere} from '../../foundations/course-root.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {FigureOptions, Room} from '../../scenes/figures/figure-kind.ts';
import {AROUND} from '../../scenes/figures/map.facts.ts';
import {MOST_LISTS, NEAREST} from '../../scenes/figures/neighbours.facts.ts';
import {flagError} from '../command-line/flag-values.ts';

const ROLE = 'word-vectors';
/** Fewer words cannot be laid flat. */
const LEAST = 4;
/** How a map is laid flat: see `WordMapRequest`. */
const FLAT = {neighbours: 30, spacing: 0.9, seed: 1} as const;

/** What is asked of word vectors for a figure. */
export interface VectorsAsked {
  kind: 'neighbours' | 'map';
  model: string;
  /** Words, with spaces between them. */
  text: string;
  options: FigureOptions;
  /** How much of a figure they get. */
  room: Room;
}

/**
 * Neighbours of words, or a map around them.
 *
 * @param folder - Relative paths start here.
 * @throws UserError where there are no such vectors, or no such word.
 */
export async function captureVectors(
  asked: VectorsAsked,
  course: Course,
  folder: string,
): Promise<CaptureOnDisk> {
  const {kind, options} = asked;
  const root = courseHere() ?? folder;
  const roles = {...course.roles, [ROLE]: vectorsOf(asked.model, course, root, folder)};
  const context = {id: `figures/${kind}`, course: {...course, roles}, root};
  const make = async (declaration: WordVectorsDeclaration): Promise<CaptureOnDisk> =>
    (await openText(declaration, context))();
  const count = options.top ?? (kind === 'map' ? AROUND : NEAREST);
  const around = {of: wordsOf(asked), count};
  try {
    const near = await make({kind: ROLE, neighbours: around});
    if (kind === 'neighbours') return near;
    const layout = options.view === 'pca' ? 'pca' : 'umap';
    const neighbours = Math.min(FLAT.neighbours, wordsIn(near) - 1);
    const map = {frequent: 0, around, layout, ...FLAT, neighbours} as const;
    return await make({kind: ROLE, neighbours: around, map});
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'declaration') throw error;
    const message = error.message.replace(/^Capture \S+, [\w.]+: /, '--text: ');
    throw new UserError('flag', message, error.remedy);
  }
}

/** @throws UserError where there is no word, or too many for lists. */
function wordsOf({text, kind, room}: VectorsAsked): string[] {
  const words = [...new Set(text.split(/\s+/).filter(word => word !== ''))];
  if (words.length === 0) throw flagError('--text has no word.', 'Give at least one.');
  const most = MOST_LISTS[room];
  if (kind === 'map' || words.length <= most) return words;
  throw flagError(
    `--text has ${words.length} words, and ${most} lists fit.`,
    `Give at most ${most}, or draw a map.`,
  );
}

/** How many words there are to be laid flat. @throws UserError where they are too few. */
function wordsIn({capture}: CaptureOnDisk): number {
  const {text} = capture.results;
  const lists = text?.kind === ROLE ? text.neighbours : [];
  const all = lists.flatMap(({word, nearest}) => [word, ...nearest.map(one => one.word)]);
  const {size} = new Set(all);
  if (size >= LEAST) return size;
  throw flagError(
    `A map of ${size} words says nothing.`,
    `Ask for more with --text or --top: there must be ${LEAST}.`,
  );
}

function vectorsOf(
  name: string,
  course: Course,
  root: string,
  folder: string,
): VectorsSource {
  const known = course.roles[ROLE];
  if (name === ROLE && known) return known;
  const file = resolve(folder, name);
  // Paths of vectors start in the root.
  if (existsSync(file)) return {path: relative(root, file)};
  throw new UserError(
    'model-missing',
    `--model ${name} names no word vectors.`,
    `Give ${ROLE}, the role of the course, or a text file as GloVe, word2vec and fastText have it.`,
  );
}
