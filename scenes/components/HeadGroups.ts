import {computed, initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {FADED, RADIUS, STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import {SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {middleOf} from './box.ts';
import type {Box} from './box.ts';
import {planHeadGroups} from './head-groups-plan.ts';
import type {HeadGroupsPlan} from './head-groups-plan.ts';
import {paintPath} from './paint-arrow.ts';
import {paintCells} from './paint-cells.ts';
import {paintBox, paintText, withAlpha} from './paint.ts';
import {limitOf} from './ramp.ts';

export interface HeadGroupsProps extends PictureProps {
  /** Queries of one token, `[head, d_head]`. */
  queries: Tensor;
  /** Keys of the token, `[key head, d_head]`. */
  keys: Tensor;
  /** Values of the token, `[key head, d_head]`. */
  values: Tensor;
  /** Index of the head that the lesson follows. */
  head: number;
  /** Words in the scene's language. */
  words: {head: string; query: string; key: string; value: string};
}

const CELLS = {height: 40, pad: 24} as const;

/**
 * Which heads share keys and values: the query of every head of a layer, the keys and
 * values below, and a line from each to those that it reads. With as many of these as
 * heads, every head has its own.
 *
 * @category Attention
 */
export class HeadGroups extends Picture {
  /** How many query heads have their line to keys and values. */
  @initial(0)
  @signal()
  declare public readonly linked: SimpleSignal<number, this>;

  /** 0 to 1: how far the heads that do not share with the lesson's head have faded. */
  @initial(0)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<HeadGroupsProps, keyof PictureProps>;

  public constructor({queries, keys, values, head, words, ...props}: HeadGroupsProps) {
    super(props);
    this.settings = {queries, keys, values, head, words};
  }

  /** Number of query heads, which `shown` and `linked` count. */
  public override get count(): number {
    return this.settings.queries.shape[0];
  }

  @computed()
  private plan(): HeadGroupsPlan {
    const {queries, keys} = this.settings;
    const sizes = {heads: queries.shape[0], keyHeads: keys.shape[0]};
    return planHeadGroups(sizes, this.box());
  }

  public override sources(): readonly Source[] {
    const {queries, keys} = this.settings;
    return this.shown() > 0 ? [queries.source, keys.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const plan = this.plan();
    const {queries, keys, values, head, words} = this.settings;
    plan.queries.forEach((box, i) => {
      withAlpha(context, this.faded(plan.groupOf(i)), () => {
        this.paintLine(context, i);
        const name = plan.spelled ? `${words.head} ${i}` : `${i}`;
        withAlpha(context, step(this.shown(), i), () =>
          this.paintCard(context, box, name, i === head, [
            {role: 'query', values: queries.at(i), word: words.query},
          ]),
        );
      });
    });
    plan.shared.forEach((box, i) => {
      const first = plan.queries.findIndex((_, own) => plan.groupOf(own) === i);
      const alpha = step(this.linked(), first) * this.faded(i);
      withAlpha(context, alpha, () =>
        this.paintCard(context, box, null, plan.groupOf(head) === i, [
          {role: 'key', values: keys.at(i), word: words.key},
          {role: 'value', values: values.at(i), word: words.value},
        ]),
      );
    });
  }

  private faded(group: number): number {
    const isOwn = group === this.plan().groupOf(this.settings.head);
    return isOwn ? 1 : 1 - (1 - FADED) * this.picked();
  }

  private paintLine(context: CanvasRenderingContext2D, head: number): void {
    const plan = this.plan();
    const from = middleOf(plan.queries[head], 'below');
    const to = middleOf(plan.shared[plan.groupOf(head)], 'above');
    const isOwn = head === this.settings.head;
    const style = {
      color: this.palette.roles.query.stroke,
      lineWidth: isOwn ? STROKE.selected + 1 : STROKE.rest,
      head: false,
    };
    paintPath(context, [from, to], style, step(this.linked(), head));
  }

  private paintCard(
    context: CanvasRenderingContext2D,
    box: Box,
    name: string | null,
    isOwn: boolean,
    rows: readonly {role: ColorRole; values: Tensor; word: string}[],
  ): void {
    const {palette} = this;
    const main = palette.roles[rows[0].role];
    const stroke = isOwn ? main.stroke : palette.rule;
    const width = isOwn ? STROKE.selected : 2;
    paintBox(context, box, RADIUS.token, palette.panel, stroke, width);
    const lines = rows.length + (name === null ? 0 : 1);
    const pitch = box.height / lines;
    const middle = (line: number): number => box.y + (line + 0.5) * pitch;
    if (name !== null) {
      paintText(context, name, box.x + box.width / 2, middle(0) + 14, {
        family: SANS,
        size: SIZE.small,
        align: 'center',
        weight: isOwn ? 700 : 500,
        color: isOwn ? main.text : palette.muted,
      });
    }
    const pad = Math.min(CELLS.pad, box.width * 0.1);
    rows.forEach(({role, values, word}, i) => {
      const line = i + (name === null ? 0 : 1);
      const named = name === null && this.plan().spelled;
      const room = named ? 96 : 0;
      const cells = {
        x: box.x + pad + room,
        y: middle(line) - CELLS.height / 2 - (name === null ? 0 : 4),
        width: box.width - 2 * pad - room,
        height: CELLS.height,
      };
      const colors = palette.roles[role];
      const {data} = values;
      paintCells(context, palette, data, limitOf('signed', data), cells);
      paintBox(context, cells, RADIUS.cell, null, colors.stroke, STROKE.rest);
      if (!named) return;
      paintText(context, word, box.x + pad, middle(line) + 10, {
        family: SANS,
        size: SIZE.small,
        weight: 600,
        color: colors.text,
      });
    });
  }
}
