import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source, Tensor} from '../captured/tensor.ts';
import {STROKE} from '../theme/layout.ts';
import type {ColorRole, RoleColors} from '../theme/palette.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {bottomOf, rightOf} from './box.ts';
import {paintText, textWidth, withAlpha} from './paint.ts';
import {doneAt, roundMarks} from './stopwatch-plan.ts';

/** One of the runs that race. */
export interface StopwatchRun {
  label: string;
  /** Measured milliseconds of each step, `[step]`. */
  times: Tensor;
  /** Milliseconds of the whole run each time that it was measured, `[round]`. */
  rounds?: Tensor;
  /** Default none: grey. */
  role?: ColorRole;
}

export interface StopwatchProps extends PictureProps {
  /** The runs, from the top, with their measured times. */
  runs: readonly StopwatchRun[];
  /** What was written in each step. */
  tokens: readonly string[];
  /** Words in the scene's language. */
  words: {first: string; unit: string};
  /** Lines below the axis: on what the times were measured, and how. */
  notes?: readonly string[];
}

const DIAL = {radius: 62, air: 48} as const;
const READOUT = 190;
const AXIS = 66;
const TICK = {first: 34, next: 20} as const;
const MARKS = 6;
/** Line height of the notes. */
const NOTE = 40;
/** Baselines of text from a run's line, and how far text reaches over and under them. */
const TEXT = {label: -62, token: 56, over: SIZE.label, under: 10} as const;
/** Points of single rounds, above their run's line. */
const ROUND = {radius: 8, above: 36} as const;

/**
 * Runs against each other in measured time: a line per run with a tick where each token
 * was done, the first one marked, and a watch that runs until the last. All lines have
 * one scale. Where runs were measured several times, points show when each of them ended.
 *
 * @category Models
 */
export class Stopwatch extends Picture {
  /** 0 to 1: time that has gone by, of the longest run; tween it evenly. */
  @initial(0)
  @signal()
  declare public readonly time: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the points of single rounds. */
  @initial(0)
  @signal()
  declare public readonly spread: SimpleSignal<number, this>;

  private readonly settings: Omit<StopwatchProps, keyof PictureProps | 'notes'>;
  private readonly notes: readonly string[];
  private readonly done: readonly (readonly number[])[];
  private readonly longest: number;
  /** Milliseconds at the right end of the axis. */
  private readonly span: number;

  public constructor({runs, tokens, words, notes = [], ...props}: StopwatchProps) {
    super(props);
    this.settings = {runs, tokens, words};
    this.notes = notes;
    this.done = runs.map(({times}) => doneAt(times.data));
    this.longest = Math.max(...this.done.map(times => times[times.length - 1]));
    const rounds = runs.flatMap(one => [...(one.rounds?.data ?? [])]);
    this.span = Math.max(this.longest, ...rounds);
  }

  /** Milliseconds of the longest run. */
  public get milliseconds(): number {
    return this.longest;
  }

  public override sources(): readonly Source[] {
    return this.time() > 0 ? this.settings.runs.map(({times}) => times.source) : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, Math.min(1, this.shown()), () => {
      this.paintNow(context);
      this.settings.runs.forEach((_, i) => this.paintRun(context, i));
      this.paintAxis(context);
    });
  }

  /** Height of what lies below the runs. */
  private get foot(): number {
    return AXIS + this.notes.length * NOTE;
  }

  private get track(): {left: number; width: number} {
    const box = this.box();
    const left = box.x + 2 * DIAL.radius + DIAL.air;
    return {left, width: rightOf(box) - READOUT - left};
  }

  /** Height of a run's line. */
  private lineOf(run: number): number {
    const {y, height} = this.box();
    const row = (height - this.foot) / this.settings.runs.length;
    return y + (run + 0.5) * row + 16;
  }

  private colorsOf(role: ColorRole | undefined): RoleColors {
    const {roles, rule, faint, muted} = this.palette;
    return role ? roles[role] : {fill: rule, stroke: faint, text: muted};
  }

  private paintRun(context: CanvasRenderingContext2D, i: number): void {
    const {palette, track} = this;
    const {runs, tokens, words} = this.settings;
    const box = this.box();
    const {label, role, rounds} = runs[i];
    const colors = this.colorsOf(role);
    const y = this.lineOf(i);
    const done = this.done[i];
    const end = done[done.length - 1];
    const now = Math.min(end, this.time() * this.longest);
    const at = (ms: number): number => track.left + (ms / this.span) * track.width;
    paintText(context, label, track.left, y + TEXT.label, {
      family: SANS,
      size: SIZE.label,
      weight: 700,
      color: colors.text,
    });
    this.paintDial(context, {x: box.x + DIAL.radius, y}, now / this.longest, colors);
    context.fillStyle = palette.rule;
    context.fillRect(track.left, y - 3, at(end) - track.left, 6);
    context.fillStyle = colors.stroke;
    context.fillRect(track.left, y - 5, at(now) - track.left, 10);
    let free = -Infinity;
    done.forEach((ms, token) => {
      if (ms > now + 1e-9) return;
      const height = token === 0 ? TICK.first : TICK.next;
      context.fillStyle = token === 0 ? colors.text : palette.ink;
      context.fillRect(at(ms) - 2.5, y - height / 2, 5, height);
      // A token is written where the one before leaves room for it.
      const text = token === 0 ? words.first : tokens[token];
      const family = token === 0 ? SANS : MONO;
      const half = textWidth(text, family, SIZE.small, 500) / 2;
      const right = track.left + track.width + TICK.next;
      const middle = Math.min(right - half, Math.max(track.left + half, at(ms)));
      if (middle - half < free) return;
      free = middle + half + 14;
      paintText(context, text, middle, y + TEXT.token, {
        family,
        size: SIZE.small,
        weight: 500,
        color: token === 0 ? colors.text : palette.ink,
        align: 'center',
      });
    });
    withAlpha(context, this.spread(), () =>
      rounds?.data.forEach(ms => {
        context.beginPath();
        context.arc(at(ms), y - ROUND.above, ROUND.radius, 0, 2 * Math.PI);
        context.fillStyle = colors.fill;
        context.fill();
        context.strokeStyle = colors.stroke;
        context.lineWidth = STROKE.rest;
        context.stroke();
      }),
    );
    const figure = `${now.toFixed(1)} ${words.unit}`;
    paintText(context, figure, rightOf(box), y + 11, {
      family: MONO,
      size: SIZE.label,
      weight: 700,
      color: now >= end ? palette.ink : palette.muted,
      align: 'right',
    });
  }

  /** A line through all runs where time is now, with gaps where text stands. */
  private paintNow(context: CanvasRenderingContext2D): void {
    if (this.time() <= 0 || this.time() >= 1) return;
    const {track} = this;
    const box = this.box();
    const x = track.left + ((this.time() * this.longest) / this.span) * track.width;
    context.fillStyle = this.palette.muted;
    const {runs} = this.settings;
    const texts = runs.flatMap((_, i) =>
      [TEXT.label, TEXT.token].map(below => this.lineOf(i) + below),
    );
    const ends = [box.y, ...texts.map(y => y + TEXT.under)];
    ends.forEach((from, i) => {
      const bottom = bottomOf(box) - this.foot + 10;
      const to = i < texts.length ? texts[i] - TEXT.over : bottom;
      context.fillRect(x - 1, from, 2, Math.max(0, to - from));
    });
  }

  private paintDial(
    context: CanvasRenderingContext2D,
    {x, y}: {x: number; y: number},
    share: number,
    {fill, stroke}: RoleColors,
  ): void {
    const {palette} = this;
    const angle = (share - 0.25) * 2 * Math.PI;
    context.beginPath();
    context.arc(x, y, DIAL.radius, 0, 2 * Math.PI);
    context.fillStyle = palette.panel;
    context.fill();
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, DIAL.radius - 8, -Math.PI / 2, angle);
    context.closePath();
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = palette.faint;
    context.lineWidth = STROKE.arrow;
    context.beginPath();
    context.arc(x, y, DIAL.radius, 0, 2 * Math.PI);
    context.stroke();
    context.fillStyle = palette.faint;
    context.fillRect(x - 9, y - DIAL.radius - 15, 18, 10);
    context.strokeStyle = stroke;
    context.lineWidth = STROKE.selected;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(x, y);
    const hand = DIAL.radius - 12;
    context.lineTo(x + hand * Math.cos(angle), y + hand * Math.sin(angle));
    context.stroke();
    context.lineCap = 'butt';
  }

  private paintAxis(context: CanvasRenderingContext2D): void {
    const {palette, track} = this;
    const {words} = this.settings;
    const box = this.box();
    const y = bottomOf(box) - this.foot + 10;
    context.fillStyle = palette.faint;
    context.fillRect(track.left, y, track.width, 2);
    const marks = roundMarks(this.span, MARKS);
    const decimals = marks[1] < 1 ? 1 : 0;
    marks.forEach((mark, i) => {
      const x = track.left + (mark / this.span) * track.width;
      context.fillStyle = palette.faint;
      context.fillRect(x - 1, y - 8, 2, 10);
      const unit = i === marks.length - 1 ? ` ${words.unit}` : '';
      paintText(context, `${mark.toFixed(decimals)}${unit}`, x, y + 40, {
        family: SANS,
        size: SIZE.small,
        weight: 500,
        color: palette.muted,
        align: 'center',
      });
    });
    this.notes.forEach((note, i) =>
      paintText(
        context,
        note,
        track.left,
        bottomOf(box) - 14 - (this.notes.length - i - 1) * NOTE,
        {
          family: SANS,
          size: SIZE.small,
          weight: 500,
          color: palette.muted,
        },
      ),
    );
  }
}
