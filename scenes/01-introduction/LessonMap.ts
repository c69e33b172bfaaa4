import type {Source} from 'attention-in-motion/captured/tensor';
import {PickablePicture} from 'attention-in-motion/components/PickablePicture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {columnsOf, rowsOf} from 'attention-in-motion/components/box';
import type {Box} from 'attention-in-motion/components/box';
import {
  paintBox,
  paintText,
  textWidth,
  withAlpha,
} from 'attention-in-motion/components/paint';
import {wrapBalanced} from 'attention-in-motion/components/wrap';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {step} from 'attention-in-motion/theme/step';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

import type {MappedLesson} from './lessons.ts';

export interface LessonMapProps extends PictureProps {
  lessons: readonly MappedLesson[];
  locale: string;
}

const COLUMNS = 4;
const GAP = 26;
const PAD = 24;
const NUMBER = 56;
/** How far below its place a lesson rises from as it comes. */
const RISE = 40;

/** The lessons of the course as a map: from left to right, line by line. */
export class LessonMap extends PickablePicture {
  private readonly lessons: readonly MappedLesson[];
  private readonly locale: string;

  public constructor({lessons, locale, ...props}: LessonMapProps) {
    super(props);
    this.lessons = lessons;
    this.locale = locale;
  }

  /** Number of lessons. */
  public override get count(): number {
    return this.lessons.length;
  }

  /** The map is of nothing that was captured. */
  public override sources(): readonly Source[] {
    return [];
  }

  private places(): Box[] {
    const lines = Math.ceil(this.count / COLUMNS);
    const equal = (count: number): 'rest'[] => Array.from({length: count}, () => 'rest');
    return rowsOf(this.box(), equal(lines), GAP).flatMap(row =>
      columnsOf(row, equal(COLUMNS), GAP),
    );
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const places = this.places();
    this.lessons.forEach((lesson, i) => {
      const come = step(this.shown(), i);
      const {x, y, width, height} = places[i];
      withAlpha(context, come * this.strengthOf(i), () =>
        this.paintLesson(context, lesson, {
          x,
          width,
          height,
          y: y + (1 - come) * RISE,
        }),
      );
    });
  }

  private paintLesson(
    context: CanvasRenderingContext2D,
    {number, title, role}: MappedLesson,
    box: Box,
  ): void {
    const {fill, stroke, text} = this.palette.roles[role];
    paintBox(context, box, RADIUS.block, fill, stroke, STROKE.selected);
    const left = box.x + PAD;
    const name = {family: SANS, size: SIZE.label, weight: 700, color: text} as const;
    paintText(context, `${number}`, left, box.y + PAD + NUMBER * 0.74, {
      ...name,
      size: NUMBER,
    });
    const lines = wrapBalanced(title[this.locale], box.width - 2 * PAD, 2, line =>
      textWidth(line, SANS, SIZE.label, 700),
    ) ?? [title[this.locale]];
    lines.forEach((line, i) =>
      paintText(
        context,
        line,
        left,
        box.y + box.height - PAD - 6 - (lines.length - 1 - i) * SIZE.label * 1.25,
        name,
      ),
    );
  }
}
