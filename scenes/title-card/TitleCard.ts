import type {Source} from 'attention-in-motion/captured/tensor';
import {Picture} from 'attention-in-motion/components/Picture';
import type {PictureProps} from 'attention-in-motion/components/Picture';
import {centreOf} from 'attention-in-motion/components/box';
import {
  paintBox,
  paintText,
  textWidth,
  withAlpha,
} from 'attention-in-motion/components/paint';
import {shorten} from 'attention-in-motion/components/shorten';
import {RADIUS, STROKE} from 'attention-in-motion/theme/layout';
import {step} from 'attention-in-motion/theme/step';
import {SANS, SIZE} from 'attention-in-motion/theme/type';

import {planCard} from './card-plan.ts';
import type {CardPlan} from './card-plan.ts';
import type {Card} from './card.ts';

export interface TitleCardProps extends PictureProps {
  card: Card;
  /** The word above the number. */
  word: string;
}

/** Sizes of number and word, and what lies between them. */
const NUMBER = 190;
const WORD = SIZE.label;
const APART = 34;
/** Height of capitals and digits, as a share of a size. */
const CAPITAL = 0.72;
/** How far below its place a line rises from as it comes. */
const RISE = 40;

/** Number and title of a lesson, and what its scenes ask. */
export class TitleCard extends Picture {
  private readonly card: Card;
  private readonly word: string;

  public constructor({card, word, ...props}: TitleCardProps) {
    super(props);
    this.card = card;
    this.word = word;
  }

  /** The title, then question by question. */
  public override get count(): number {
    return 1 + this.plan().questions.lines.length;
  }

  /** It tells of nothing that was captured. */
  public override sources(): readonly Source[] {
    return [];
  }

  private plan(): CardPlan {
    return planCard(this.card, this.box(), (text, size, kind) =>
      textWidth(text, SANS, size, kind === 'title' ? 700 : 500),
    );
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const plan = this.plan();
    const {box} = this;
    const come = step(this.shown(), 0);
    withAlpha(context, come, () => this.paintTitle(context, plan, (1 - come) * RISE));
    const {lines, size} = plan.questions;
    const room = box().x + box().width - plan.left;
    lines.forEach(({text, baseline}, i) => {
      const here = step(this.shown(), 1 + i);
      const isLast = text === '';
      withAlpha(context, here, () =>
        paintText(
          context,
          shorten(isLast ? `+ ${plan.more}` : text, room, SANS, size, 500),
          plan.left,
          baseline + (1 - here) * RISE,
          {
            family: SANS,
            size,
            weight: 500,
            color: isLast ? this.palette.muted : this.palette.ink,
          },
        ),
      );
    });
  }

  private paintTitle(
    context: CanvasRenderingContext2D,
    {number: box, title, left}: CardPlan,
    below: number,
  ): void {
    const {role, number} = this.card;
    const {roles, panel, faint, ink, muted} = this.palette;
    const look = role ? roles[role] : {fill: panel, stroke: faint, text: ink};
    const place = {...box, y: box.y + below};
    paintBox(context, place, RADIUS.block, look.fill, look.stroke, STROKE.selected);
    const {x, y} = centreOf(place);
    const half = (CAPITAL * (NUMBER + WORD) + APART) / 2;
    paintText(context, `${number}`, x, y + half, {
      family: SANS,
      size: NUMBER,
      weight: 700,
      color: look.text,
      align: 'center',
    });
    paintText(context, this.word, x, y - half + CAPITAL * WORD, {
      family: SANS,
      size: WORD,
      weight: 600,
      align: 'center',
      color: role ? look.text : muted,
    });
    for (const {text, baseline} of title.lines)
      paintText(context, text, left, baseline + below, {
        family: SANS,
        size: title.size,
        weight: 700,
        color: ink,
      });
  }
}
