import type {Box} from 'attention-in-motion/components/box';
import {wrapBalanced} from 'attention-in-motion/components/wrap';

import type {Card} from './card.ts';

/** Where everything of a title card stands, in frame coordinates. */
export interface CardPlan {
  /** The box with the lesson's number. */
  number: Box;
  /** Left end of title and questions. */
  left: number;
  title: {lines: readonly {text: string; baseline: number}[]; size: number};
  questions: {lines: readonly {text: string; baseline: number}[]; size: number};
  /** Questions that there is no room for. */
  more: number;
}

/** Sizes of the title in pixels, the largest that fits first. */
const TITLES = [104, 88, 76, 64, 52];
/** Sizes of the questions. */
const QUESTIONS = [44, 40, 36, 32];
const TITLE_LINE = 1.16;
const QUESTION_LINE = 1.62;
const GAP = 72;
/** Between the title and the first question. */
const REST = 44;
/** Width and least height of the number's box. */
const NUMBER = 340;
/** Height of capitals and digits, as a share of a size. */
const CAPITAL = 0.72;

/**
 * Place a card's texts in the largest sizes in which all of them fit; what fits in none
 * is counted. Pure.
 *
 * @param box - All the room that there is.
 * @param widthOf - Width of a title or a question in a size, in pixels.
 */
export function planCard(
  {title, questions}: Pick<Card, 'title' | 'questions'>,
  box: Box,
  widthOf: (text: string, size: number, kind: 'title' | 'question') => number,
): CardPlan {
  const left = box.x + NUMBER + GAP;
  const room = box.x + box.width - left;
  const {lines, size: large} = titleLines(
    title,
    room,
    size => text => widthOf(text, size, 'title'),
  );
  const above = lines.length * large * TITLE_LINE + REST;
  const small =
    QUESTIONS.find(
      size =>
        above + questions.length * size * QUESTION_LINE <= box.height &&
        questions.every(text => widthOf(text, size, 'question') <= room),
    ) ?? QUESTIONS[QUESTIONS.length - 1];
  const step = small * QUESTION_LINE;
  const fitting = Math.floor((box.height - above) / step);
  // The line that counts the others takes the place of one.
  const shown = questions.length <= fitting ? questions.length : Math.max(0, fitting - 1);
  const rows = shown + (shown < questions.length ? 1 : 0);
  const height = Math.max(NUMBER, above + rows * step);
  const top = box.y + (box.height - height) / 2;
  return {
    number: {x: box.x, y: top, width: NUMBER, height},
    left,
    title: {
      size: large,
      lines: lines.map((text, i) => ({
        text,
        baseline: top + CAPITAL * large + i * large * TITLE_LINE,
      })),
    },
    questions: {
      size: small,
      lines: questions.slice(0, rows).map((text, i) => ({
        text: i < shown ? text : '',
        baseline: top + above + (i + 0.5) * step + (CAPITAL * small) / 2,
      })),
    },
    more: questions.length - shown,
  };
}

/** A title in the largest size in which it takes one line, else two. */
function titleLines(
  title: string,
  room: number,
  measure: (size: number) => (text: string) => number,
): {lines: string[]; size: number} {
  for (const most of [1, 2]) {
    for (const size of TITLES) {
      const lines = wrapBalanced(title, room, most, measure(size));
      if (lines) return {lines, size};
    }
  }
  return {lines: [title], size: TITLES[TITLES.length - 1]};
}
