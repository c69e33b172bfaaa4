import type {View2D} from '@motion-canvas/2d';
import {useScene} from '@motion-canvas/core';

import {Frame} from '../components/Frame.ts';
import {ProvenanceStamp} from '../components/ProvenanceStamp.ts';
import {textWidth} from '../components/paint.ts';
import {shorten} from '../components/shorten.ts';
import type {Box} from '../components/box.ts';
import {frameWarning, frameWords} from '../script/locales.ts';
import {Stage} from '../lesson/stage.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {useLocale} from '../theme/theme.ts';
import {FigureNote} from './FigureNote.ts';
import {Ground} from './Ground.ts';
import type {FigureGiven} from './figure-kind.ts';
import type {FigureValues, KindName} from './kinds.ts';
import {figureWords} from './words.ts';
import type {FigureWords} from './words.ts';

/** What stands around a picture, in the language of this run. */
export interface FigureTexts {
  title: string;
  /** What is left out or averaged, each in a few words; none where all is drawn. */
  notes: readonly string[];
}

const NOTE_ROOM = 44;
const WIDTH = FRAME.width - 2 * LAYOUT.marginX;

/**
 * The values of a figure, and the room for its picture: in a frame, or bare.
 *
 * @param view - The scene's view; frame and stamp become its first children.
 * @param textsOf - Title and notes of the values.
 * @throws Where no values were given, or the title is too long.
 */
export function useFigure<K extends KindName>(
  view: View2D,
  kind: K,
  textsOf: (values: FigureValues[K], words: FigureWords) => FigureTexts,
): {values: FigureValues[K]; words: FigureWords; stage: Stage} {
  const {variables} = useScene();
  const given = variables.get<FigureGiven<FigureValues[K]> | null>('figure', null)();
  if (given === null) throw new Error('A figure is drawn by `aim figure`.');
  const locale = useLocale();
  const words = figureWords(locale);
  const texts = textsOf(given.values, words);
  const hasGround = variables.get('ground', 'theme')() === 'theme';
  const {illustrative, ...frame} = frameWords(locale);
  const stamped = {
    illustrativeWord: illustrative,
    warning: (sources: Parameters<typeof frameWarning>[1]['sources']) =>
      frameWarning(frame, {stale: false, sources}),
  };
  if (given.isBare) {
    const right = FRAME.width - LAYOUT.marginX;
    if (hasGround) view.add(new Ground({}));
    view.add(new ProvenanceStamp({right, room: WIDTH, ...stamped}));
  } else {
    view.add(
      new Frame({
        lesson: words.kinds[kind].toUpperCase(),
        question: titleOf(given.title, texts.title),
        ...stamped,
        drawCaptions: false,
        drawGround: hasGround,
      }),
    );
  }
  const notes = texts.notes.join(' · ');
  if (notes !== '') view.add(new FigureNote({text: notes}));
  const room = roomOf({isBare: given.isBare, hasNote: notes !== ''});
  return {values: given.values, words, stage: new Stage(view, room)};
}

function titleOf(own: string | null, otherwise: string): string {
  const face = [SANS, SIZE.title, 700] as const;
  if (own === null) return shorten(otherwise, WIDTH, ...face);
  if (textWidth(own, ...face) <= WIDTH) return own;
  throw new Error('The title (--title) is wider than the figure.');
}

/** The room between title and foot. */
export function roomOf({isBare, hasNote}: {isBare: boolean; hasNote: boolean}): Box {
  const top = isBare ? LAYOUT.marginX / 2 : LAYOUT.stage.top;
  const bottom = LAYOUT.ruleY - LAYOUT.air - (hasNote ? NOTE_ROOM : 0);
  return {x: LAYOUT.marginX, y: top, width: WIDTH, height: bottom - top};
}
