import {Node} from '@motion-canvas/2d';

import {Painted} from '../../../scenes/components/Painted.ts';
import type {Mark} from '../../vector/drawing.ts';
import {paintOf, pathMark} from './path-mark.ts';
import {PATH_CALLS, PathData} from './path-data.ts';
import {watchPath2D} from './recorded-path.ts';
import {textMark} from './text-mark.ts';
import {imageMarks} from './image-mark.ts';
import type {ImageArguments} from './image-mark.ts';
import {matrixOf} from './matrix.ts';

/** The parts of Motion Canvas's nodes that are watched. */
interface DrawnNode {
  render(context: CanvasRenderingContext2D): void;
  draw(context: CanvasRenderingContext2D): void;
  transformContext(context: CanvasRenderingContext2D): void;
  compositeOperation(): string;
  hasFilters(): boolean;
}

/** Ways to paint that have no counterpart here; they are refused by name. */
const REFUSED = ['putImageData', 'createPattern'] as const;

/**
 * Records what the nodes of a page paint from now on as shapes, instead of pixels.
 *
 * @remarks
 * The context itself keeps transforms, colours and dashes; a mark is made of them when
 * something is painted. Nodes are drawn without their caches. What cannot be told in
 * shapes throws: a drawing is right or there is none.
 */
export class VectorRecorder {
  /** What the last drawing has painted, in order. */
  public marks: Mark[] = [];

  private depth = 0;
  /** The context that is drawn to; nodes may paint on others for their own purposes. */
  private target: CanvasRenderingContext2D | null = null;
  private path = new PathData();
  /** Transform under which the path was begun. */
  private under = '';
  /** How many clips each saved state of the context has. */
  private readonly clips: number[] = [];

  public constructor() {
    const prototype = CanvasRenderingContext2D.prototype;
    this.watchNodes(Node.prototype as unknown as DrawnNode);
    const pathOf = watchPath2D();
    this.watchPaths(prototype);
    this.watchPainting(prototype, pathOf);
    for (const name of REFUSED) this.refuse(prototype, name);
  }

  private records(context: CanvasRenderingContext2D): boolean {
    return this.depth > 0 && context === this.target;
  }

  private watchNodes(prototype: DrawnNode): void {
    const recorder = this;
    prototype.render = function (this: Node & DrawnNode, context) {
      if (recorder.depth === 0) Object.assign(recorder, {marks: [], target: context});
      if (this.absoluteOpacity() <= 0) return;
      if (this.hasFilters() || this.compositeOperation() !== 'source-over') {
        throw new Error(
          `${this.key} has filters or a composite operation, which no vector format has.`,
        );
      }
      // Painted nodes take care of their own opacity.
      const fades = this.opacity() < 1 && !(this instanceof Painted);
      recorder.depth++;
      context.save();
      try {
        this.transformContext(context);
        if (fades) recorder.marks.push({kind: 'open', opacity: this.opacity()});
        this.draw(context);
        if (fades) recorder.marks.push({kind: 'close'});
      } finally {
        context.restore();
        recorder.depth--;
      }
    };
  }

  private watchPaths(prototype: CanvasRenderingContext2D): void {
    const recorder = this;
    const {beginPath} = prototype;
    prototype.beginPath = function () {
      recorder.path = new PathData();
      recorder.under = '';
      beginPath.call(this);
    };
    for (const name of PATH_CALLS) {
      const call = prototype[name] as (...args: unknown[]) => void;
      (prototype as unknown as Record<string, unknown>)[name] = function (
        this: CanvasRenderingContext2D,
        ...args: unknown[]
      ) {
        if (recorder.records(this)) {
          recorder.checkTransform(this);
          (recorder.path[name] as (...args: unknown[]) => void)(...args);
        }
        call.apply(this, args);
      };
    }
  }

  private checkTransform(context: CanvasRenderingContext2D): void {
    const now = matrixOf(context).join(' ');
    if (this.under === '') this.under = now;
    if (this.under !== now) {
      throw new Error(
        'A path is built under several transforms, which SVG has no way to tell.',
      );
    }
  }

  private watchPainting(
    prototype: CanvasRenderingContext2D,
    pathOf: (path: Path2D) => string,
  ): void {
    const recorder = this;
    const {fill, stroke, fillRect, strokeRect, fillText, strokeText, drawImage} =
      prototype;
    const dOf = (context: CanvasRenderingContext2D, given: unknown): string => {
      if (given instanceof Path2D) return pathOf(given);
      recorder.checkTransform(context);
      return recorder.path.d;
    };
    this.watchClips(prototype, dOf);
    const boxOf = (x: number, y: number, width: number, height: number): string => {
      const path = new PathData();
      path.rect(x, y, width, height);
      return path.d;
    };
    prototype.fill = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      const [path, rule = path] = args;
      const how = rule === 'evenodd' ? 'evenodd' : 'nonzero';
      recorder.add(this, context => pathMark(context, dOf(context, path), {rule: how}));
      (fill as (...args: unknown[]) => void).apply(this, args);
    };
    prototype.stroke = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      recorder.add(this, context => pathMark(context, dOf(context, args[0]), null));
      (stroke as (...args: unknown[]) => void).apply(this, args);
    };
    prototype.fillRect = function (...box) {
      recorder.add(this, context => pathMark(context, boxOf(...box), {rule: 'nonzero'}));
      fillRect.apply(this, box);
    };
    prototype.strokeRect = function (...box) {
      recorder.add(this, context => pathMark(context, boxOf(...box), null));
      strokeRect.apply(this, box);
    };
    prototype.fillText = function (...args) {
      recorder.add(this, context =>
        textMark(context, args, paintOf(context, context.fillStyle)),
      );
      fillText.apply(this, args);
    };
    prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      recorder.add(this, context =>
        imageMarks(context, args as ImageArguments, drawImage),
      );
      (drawImage as (...args: unknown[]) => void).apply(this, args);
    } as typeof drawImage;
    prototype.strokeText = function (...args) {
      recorder.add(this, () => {
        throw new Error(
          `“${args[0]}” is drawn as an outline, which is not told as shapes yet.`,
        );
      });
      strokeText.apply(this, args);
    };
  }

  private watchClips(
    prototype: CanvasRenderingContext2D,
    dOf: (context: CanvasRenderingContext2D, given: unknown) => string,
  ): void {
    const recorder = this;
    const {save, restore, clip} = prototype;
    prototype.save = function () {
      if (recorder.records(this)) recorder.clips.push(0);
      save.call(this);
    };
    prototype.restore = function () {
      const count = recorder.records(this) ? (recorder.clips.pop() ?? 0) : 0;
      for (let i = 0; i < count; i++) recorder.marks.push({kind: 'close'});
      restore.call(this);
    };
    prototype.clip = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      if (recorder.records(this)) {
        const [path, given = path] = args;
        const rule = given === 'evenodd' ? 'evenodd' : 'nonzero';
        const d = dOf(this, path);
        recorder.marks.push({kind: 'clip', d, matrix: matrixOf(this), rule});
        recorder.clips[recorder.clips.length - 1]++;
      }
      (clip as (...args: unknown[]) => void).apply(this, args);
    };
  }

  /** Note what is painted, where a node is painting and there is something to be seen of it. */
  private add(
    context: CanvasRenderingContext2D,
    mark: (context: CanvasRenderingContext2D) => Mark | readonly Mark[] | null,
  ): void {
    if (!this.records(context) || context.globalAlpha === 0) return;
    if (context.shadowBlur > 0 || context.filter !== 'none') {
      throw new Error('Shadows and filters have no counterpart in vector formats.');
    }
    const made = mark(context);
    if (made) this.marks.push(...[made].flat());
  }

  private refuse(
    prototype: CanvasRenderingContext2D,
    name: (typeof REFUSED)[number],
  ): void {
    const recorder = this;
    const call = prototype[name] as (...args: unknown[]) => unknown;
    (prototype as unknown as Record<string, unknown>)[name] = function (
      this: CanvasRenderingContext2D,
      ...args: unknown[]
    ) {
      if (recorder.records(this)) {
        throw new Error(`The scene paints with ${name}(), which is not told as shapes.`);
      }
      return call.apply(this, args);
    };
  }
}
