import {Node} from '@motion-canvas/2d';

import {Painted} from '../../scenes/components/Painted.ts';
import {FACES} from '../../scenes/theme/fonts.ts';
import {markOf} from '../lint/judge/contrast.ts';
import type {PaintedText, Point, Quad} from '../lint/judge/record.ts';
import {findMissingGlyph, parseFont} from './find-missing-glyph.ts';

/** How text is drawn: as it is, not at all, or each piece in a colour of its own. */
export type TextMode = 'whole' | 'bare' | 'marked';

/** A text before its contrast has been measured and its rest been found out. */
export type RecordedText = Omit<PaintedText, 'contrast' | 'moving' | 'seen'>;

/** The parts of Motion Canvas's nodes that are watched. */
interface DrawnNode {
  render(context: CanvasRenderingContext2D): void;
  draw(context: CanvasRenderingContext2D): void;
  transformContext(context: CanvasRenderingContext2D): void;
}

/**
 * Records all text that the nodes of a page draw from now on.
 *
 * @remarks
 * Every node is drawn straight onto the frame, without the off-screen canvases of caches
 * and filters: only so is it known where its text lies, and can it be drawn anew in
 * another mode. Nothing else may be rendered in such a page.
 */
export class TextRecorder {
  public mode: TextMode = 'whole';
  /** Texts of the last drawing in mode `whole`, in order. */
  public texts: RecordedText[] = [];

  private readonly nodes: Node[] = [];
  private drawn = 0;

  /** @param scale - Pixels of the canvas per pixel of the frame. */
  public constructor(private readonly scale: number) {
    this.watchNodes(Node.prototype as unknown as DrawnNode);
    this.watchText(CanvasRenderingContext2D.prototype);
  }

  private watchNodes(prototype: DrawnNode): void {
    const {nodes} = this;
    const begin = (): void => {
      this.drawn = 0;
      if (this.mode === 'whole') this.texts = [];
    };
    prototype.render = function (this: Node & DrawnNode, context) {
      if (nodes.length === 0) begin();
      if (this.absoluteOpacity() <= 0) return;
      nodes.push(this);
      context.save();
      try {
        this.transformContext(context);
        // Painted nodes take care of their own opacity.
        if (!(this instanceof Painted)) context.globalAlpha *= this.opacity();
        this.draw(context);
      } finally {
        context.restore();
        nodes.pop();
      }
    };
  }

  private watchText(prototype: CanvasRenderingContext2D): void {
    const recorder = this;
    const {fillText, strokeText} = prototype;
    prototype.fillText = function (text, x, y, maxWidth) {
      const index = recorder.note(this, text, x, y);
      if (index === null) return;
      const {mode} = recorder;
      if (mode === 'bare') return;
      this.save();
      if (mode === 'marked') {
        this.globalAlpha = 1;
        this.fillStyle = `#${markOf(index).toString(16).padStart(6, '0')}`;
      }
      if (maxWidth === undefined) fillText.call(this, text, x, y);
      else fillText.call(this, text, x, y, maxWidth);
      this.restore();
    };
    // An outline is part of what lies behind the text, unless there is nothing inside.
    prototype.strokeText = function (text, x, y, maxWidth) {
      if (maxWidth === undefined) strokeText.call(this, text, x, y);
      else strokeText.call(this, text, x, y, maxWidth);
    };
  }

  /** @returns The text's number in the frame, `null` where there is nothing to see. */
  private note(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
  ): number | null {
    if (text.trim() === '') return null;
    const index = this.drawn++;
    if (this.mode !== 'whole') return index;
    const {family, weight, size} = parseFont(context.font);
    const matrix = context.getTransform();
    const {scale} = this;
    const at = (left: number, top: number): Point => ({
      x: (matrix.a * left + matrix.c * top + matrix.e) / scale,
      y: (matrix.b * left + matrix.d * top + matrix.f) / scale,
    });
    const ink = context.measureText(text);
    const left = x - ink.actualBoundingBoxLeft;
    const right = x + ink.actualBoundingBoxRight;
    const top = y - ink.actualBoundingBoxAscent;
    const bottom = y + ink.actualBoundingBoxDescent;
    const quad: Quad = [
      at(left, top),
      at(right, top),
      at(right, bottom),
      at(left, bottom),
    ];
    this.texts.push({
      node: nameOf(this.nodes.at(-1)),
      text,
      family,
      weight,
      size:
        (size * Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c))) / scale,
      quad,
      alpha: context.globalAlpha,
      missing: findMissingGlyph(context.font, text, FACES),
    });
    return index;
  }
}

/** `what-is-it/_TokenStrip[1]` as `TokenStrip[1]`: bundling may add the underscore. */
const nameOf = (node: Node | undefined): string => node?.key.replace(/^.*\/_?/, '') ?? '';
