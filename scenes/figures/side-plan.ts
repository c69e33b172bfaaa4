import type {Box} from '../components/box.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';

/** Where the parts of one half of a figure lie, in frame coordinates. */
export interface SidePlan {
  /** Room of the picture. */
  stage: Box;
  /** Baselines of the model's name, of the title of this half, and of its stamp. */
  name: number;
  title: number;
  stamp: number;
  /** Baseline of the last line of notes. */
  note: number;
}

/** Room that a figure has between its title and its foot, from left to right. */
export const WIDTH = FRAME.width - 2 * LAYOUT.marginX;
/** From line to line of notes. */
export const NOTE_LINE = 36;
/** Between two halves. */
const HALVES_GAP = 64;
/** Width of a half. */
export const HALF = (WIDTH - HALVES_GAP) / 2;

const NAME = 36;
const TITLE = 42;
/** From the foot of the stage to the first line below it. */
const AIR = 14;
/** From the rule of the frame up to the last baseline above it. */
const ABOVE_RULE = 20;

/**
 * Lay two halves out: both alike, so that what is as large in one is as large in the
 * other.
 *
 * @param isBare - Whether there is no frame: stamps then stand where its foot would be.
 * @param isTitled - Whether the halves have titles of their own.
 * @param noteLines - The most lines of notes that either half has.
 */
export function planHalves({
  isBare,
  isTitled,
  noteLines,
}: {
  isBare: boolean;
  isTitled: boolean;
  noteLines: number;
}): [SidePlan, SidePlan] {
  const top = isBare ? LAYOUT.marginX / 2 : LAYOUT.stage.top - 12;
  const name = top + NAME;
  const title = name + (isTitled ? TITLE : 0);
  const stamp = isBare ? LAYOUT.footerBaseline : LAYOUT.ruleY - ABOVE_RULE;
  const note = stamp - NOTE_LINE;
  const bottom = stamp - (noteLines + 1) * NOTE_LINE - AIR;
  const stageTop = title + LAYOUT.air;
  const half = (x: number): SidePlan => ({
    stage: {x, y: stageTop, width: HALF, height: bottom - stageTop},
    ...{name, title, stamp, note},
  });
  return [half(LAYOUT.marginX), half(LAYOUT.marginX + HALF + HALVES_GAP)];
}

/**
 * The room of a figure's only picture, between its title and its foot.
 *
 * @param noteLines - Lines of notes below it.
 */
export function planWhole({
  isBare,
  noteLines,
}: {
  isBare: boolean;
  noteLines: number;
}): Box {
  const top = isBare ? LAYOUT.marginX / 2 : LAYOUT.stage.top;
  const bottom = LAYOUT.ruleY - LAYOUT.air - notesRoom(noteLines);
  return {x: LAYOUT.marginX, y: top, width: WIDTH, height: bottom - top};
}

const NOTE_ROOM = 44;

const notesRoom = (lines: number): number =>
  lines === 0 ? 0 : NOTE_ROOM + (lines - 1) * NOTE_LINE;
