import {Node} from '@motion-canvas/2d';
import type {View2D} from '@motion-canvas/2d';

import {Frame} from '../components/Frame.ts';
import {ProvenanceStamp} from '../components/ProvenanceStamp.ts';
import type {ProvenanceStampProps} from '../components/ProvenanceStamp.ts';
import {textWidth} from '../components/paint.ts';
import {shorten} from '../components/shorten.ts';
import {Stage} from '../lesson/stage.ts';
import {frameWarning, frameWords} from '../script/locales.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {useLocale} from '../theme/theme.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Divider} from './Divider.ts';
import {FigureNote} from './FigureNote.ts';
import {Ground} from './Ground.ts';
import {noteLines} from './note-lines.ts';
import {SideHead} from './SideHead.ts';
import type {KindName} from './kinds.ts';
import type {FigureTexts} from './figure-texts.ts';
import {HALF, planHalves, planWhole, WIDTH} from './side-plan.ts';
import type {SidePlan} from './side-plan.ts';
import type {FigureWords} from './words.ts';

/** What stands around the pictures of a figure. */
export interface FigureFrame {
  kind: KindName;
  words: FigureWords;
  /** Title of the user's own; `null` for what the sides say. */
  title: string | null;
  isBare: boolean;
  hasGround: boolean;
  /** Each with the name of its model. */
  sides: readonly (FigureTexts & {name: string})[];
}

type Stamping = Pick<ProvenanceStampProps, 'illustrativeWord' | 'warning'>;

/**
 * Put frame, titles, notes and stamps into the view.
 *
 * @returns A stage for the picture of each side.
 * @throws Where the title is too long.
 */
export function frameFigure(view: View2D, figure: FigureFrame): Stage[] {
  const {isBare, hasGround, sides, kind, words} = figure;
  const {illustrative, ...frame} = frameWords(useLocale());
  const stamping: Stamping = {
    illustrativeWord: illustrative,
    warning: sources => frameWarning(frame, {stale: false, sources}),
  };
  const isOne = sides.length === 1;
  if (isBare) {
    if (hasGround) view.add(new Ground({}));
  } else {
    view.add(
      new Frame({
        lesson: words.kinds[kind].toUpperCase(),
        question: titleOf(figure),
        ...stamping,
        drawCaptions: false,
        drawGround: hasGround,
        hasStamp: isOne,
      }),
    );
  }
  return isOne ? [oneStage(view, figure, stamping)] : halves(view, figure, stamping);
}

function oneStage(
  view: View2D,
  {isBare, sides: [{notes}]}: FigureFrame,
  stamping: Stamping,
): Stage {
  const right = FRAME.width - LAYOUT.marginX;
  if (isBare) view.add(new ProvenanceStamp({right, room: WIDTH, ...stamping}));
  const lines = linesOf(notes, WIDTH);
  const last = LAYOUT.ruleY - 20;
  if (lines.length > 0) view.add(new FigureNote({lines, left: LAYOUT.marginX, last}));
  return new Stage(view, planWhole({isBare, noteLines: lines.length}));
}

/** Two halves, each with its name, its notes and its stamp. */
function halves(
  view: View2D,
  {isBare, title, sides}: FigureFrame,
  stamping: Stamping,
): Stage[] {
  const notes = sides.map(side => linesOf(side.notes, HALF));
  const isTitled = isBare || title !== null || !isSame(sides);
  const plans = planHalves({
    isBare,
    isTitled,
    noteLines: Math.max(...notes.map(({length}) => length)),
  });
  view.add(new Divider(plans[0]));
  return sides.map(({name, title: own}, i) => {
    const half = new Node({});
    view.add(half);
    view.add(new SideHead({name, title: isTitled ? own : '', plan: plans[i]}));
    const {stage, note: last} = plans[i];
    view.add(new FigureNote({lines: notes[i], left: stage.x, last}));
    view.add(stampOf(half, plans[i], stamping));
    return new Stage(half, stage);
  });
}

const stampOf = (of: Node, {stage, stamp}: SidePlan, how: Stamping): ProvenanceStamp =>
  new ProvenanceStamp({
    of,
    right: stage.x + stage.width,
    room: stage.width,
    baseline: stamp,
    ...how,
  });

const linesOf = (notes: readonly string[], room: number): string[] =>
  noteLines(notes, room, text => textWidth(text, SANS, SIZE.small, 500));

const isSame = (sides: readonly {title: string}[]): boolean =>
  sides.every(({title}) => title === sides[0].title);

/** The user's title; else that of the picture, or of two that differ their models. */
function titleOf({title: own, sides, words}: FigureFrame): string {
  const face = [SANS, SIZE.title, 700] as const;
  if (own === null) {
    const names = [...new Set(sides.map(({name}) => name))];
    const title = isSame(sides) ? sides[0].title : words.beside(names);
    return shorten(title, WIDTH, ...face);
  }
  if (textWidth(own, ...face) <= WIDTH) return own;
  throw new Error('--title is wider than the figure.');
}
