import {initial, signal} from '@motion-canvas/2d';
import type {SimpleSignal} from '@motion-canvas/core';

import type {Source} from '../captured/tensor.ts';
import {step} from '../theme/step.ts';
import {RADIUS, STROKE} from '../theme/layout.ts';
import {mixColors} from '../theme/mix-colors.ts';
import {readableOn} from '../theme/readable-on.ts';
import {MONO, SANS, SIZE} from '../theme/type.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import {paintBox, paintText, textWidth, withAlpha} from './paint.ts';
import {paintChip} from './paint-chip.ts';
import {expertLoads, routeEdges, sharedEdges} from './route-edges.ts';
import type {Choice, RouteEdge} from './route-edges.ts';

export interface RouteGridProps extends PictureProps {
  /** Labels of the tokens. */
  tokens: readonly string[];
  /** `routes[token][layer]`. */
  routes: readonly (readonly Choice[])[];
  /** Number of each layer in its model, from 0; default: its place in the picture. */
  layers?: readonly number[];
  /** How many experts a layer has. */
  experts: number;
  /** Share of all weights that makes an expert darkest. Default: the largest that one has. */
  darkest?: number;
  /** Where the routes come from. */
  source: Source;
  /** Words in the scene's language; `all` stands where all ways begin. */
  words: {layer: string; expert: string; all: string};
}

const TOP = {chip: 70, gap: 112} as const;
const NODE = {width: 128, height: 64} as const;
/** Line width in pixels of a way that carries the whole token. */
const LANE = 26;
const LABEL_AIR = 36;

/**
 * The ways of tokens through the experts of all layers, from top to bottom. One token's
 * way is loud; those of all others lie faint below it, and experts darken by how much of
 * the text they get.
 *
 * @category Experts
 */
export class RouteGrid extends Picture {
  /** How many layers the token has passed. */
  @initial(0)
  @signal()
  declare public readonly routed: SimpleSignal<number, this>;

  /** Index of the token whose way is drawn. */
  @initial(0)
  @signal()
  declare public readonly token: SimpleSignal<number, this>;

  /** 0 to 1: how far the ways of all tokens have come in. */
  @initial(0)
  @signal()
  declare public readonly others: SimpleSignal<number, this>;

  /** 0 to 1: opacity of the loud token's way. */
  @initial(1)
  @signal()
  declare public readonly picked: SimpleSignal<number, this>;

  private readonly settings: Omit<
    RouteGridProps,
    keyof PictureProps | 'darkest' | 'layers'
  >;
  private readonly numbers: readonly number[];
  private readonly edges: readonly (readonly RouteEdge[])[];
  /** The ways of all tokens, as few strokes: shares that add up make lines that add up. */
  private readonly all: readonly RouteEdge[];
  /** Share of all weights that an expert gets, `[layer][expert]`. */
  private readonly loads: readonly (readonly number[])[];
  private readonly darkest: number;
  private readonly label: number;

  public constructor(props: RouteGridProps) {
    const {tokens, routes, layers, experts, darkest, source, words, ...rest} = props;
    super(rest);
    this.settings = {tokens, routes, experts, source, words};
    this.numbers = layers ?? routes[0].map((_, layer) => layer);
    this.edges = routes.map(routeEdges);
    this.all = sharedEdges(this.edges);
    this.loads = expertLoads(routes, experts);
    this.darkest = darkest ?? Math.max(...this.loads.flat());
    const widest = Math.max(
      textWidth(
        `${words.layer} ${Math.max(this.layers, ...this.numbers)}`,
        SANS,
        SIZE.small,
        600,
      ),
      textWidth(words.expert, SANS, SIZE.small, 600),
    );
    this.label = widest + LABEL_AIR;
  }

  /** How many layers `route` counts. */
  public get counts(): {routed: number} {
    return {routed: this.layers};
  }

  private get layers(): number {
    return this.settings.routes[0].length;
  }

  public override sources(): readonly Source[] {
    const isTold = this.shown() > 0 && (this.routed() > 0 || this.others() > 0);
    return isTold ? [this.settings.source] : [];
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.shown(), () => this.paintGrid(context));
  }

  private paintGrid(context: CanvasRenderingContext2D): void {
    withAlpha(context, this.others(), () => this.paintAll(context));
    withAlpha(context, this.picked(), () => {
      for (const edge of this.edges[this.token()]) {
        const t = step(this.routed(), edge.layer);
        if (t > 0) {
          context.lineWidth = Math.max(2, edge.share * LANE);
          this.strokeEdge(context, edge, this.palette.roles.router.stroke, t);
        }
      }
    });
    this.paintNodes(context);
    this.paintLabels(context);
  }

  /** Where a node's middle lies; layer -1 is the token's chip. */
  private nodeAt(layer: number, expert: number | null): {x: number; y: number} {
    const box = this.box();
    const {experts} = this.settings;
    const left = box.x + this.label;
    const width = box.width - this.label;
    const top = box.y + TOP.chip + TOP.gap + NODE.height / 2;
    const height = box.y + box.height - NODE.height / 2 - top;
    if (layer < 0) return {x: left + width / 2, y: box.y + TOP.chip};
    return {
      x: left + (((expert ?? 0) + 0.5) * width) / experts,
      y: top + (height * layer) / Math.max(1, this.layers - 1),
    };
  }

  private paintAll(context: CanvasRenderingContext2D): void {
    for (const edge of this.all) {
      context.lineWidth = Math.max(1, edge.share * LANE * 2.5);
      withAlpha(context, 0.5, () =>
        this.strokeEdge(context, edge, this.palette.faint, 1),
      );
    }
  }

  private strokeEdge(
    context: CanvasRenderingContext2D,
    {layer, from, to}: RouteEdge,
    color: string,
    t: number,
  ): void {
    const a = this.nodeAt(layer - 1, from);
    const b = this.nodeAt(layer, to);
    const start = a.y + (layer === 0 ? 0 : NODE.height / 2);
    const end = b.y - NODE.height / 2;
    const bend = (end - start) / 2;
    context.save();
    context.strokeStyle = color;
    if (t < 1) {
      const length = Math.hypot(b.x - a.x, end - start) * 1.12;
      context.setLineDash([length * t, length * 2]);
    }
    context.beginPath();
    context.moveTo(a.x, start);
    context.bezierCurveTo(a.x, start + bend, b.x, end - bend, b.x, end);
    context.stroke();
    context.restore();
  }

  private paintNodes(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const box = this.box();
    const {experts, routes} = this.settings;
    const width = Math.min(NODE.width, ((box.width - this.label) / experts) * 0.72);
    const {expert: role} = palette.roles;
    for (let layer = 0; layer < this.layers; layer++) {
      const choice = routes[this.token()][layer];
      const passed = step(this.routed(), layer) * this.picked();
      for (let expert = 0; expert < experts; expert++) {
        const {x, y} = this.nodeAt(layer, expert);
        const on = choice.chosen.includes(expert) ? passed : 0;
        const load = (this.loads[layer][expert] / this.darkest) * this.others();
        const rest = mixColors(palette.panel, role.fill, 1 - this.others());
        const fill = mixColors(rest, role.stroke, load * 0.75);
        paintBox(
          context,
          {x: x - width / 2, y: y - NODE.height / 2, width, height: NODE.height},
          RADIUS.token,
          on > 0.5 ? role.fill : fill,
          mixColors(role.stroke, palette.roles.router.stroke, on),
          STROKE.rest + (STROKE.selected - STROKE.rest) * on,
        );
        paintText(context, `${expert}`, x, y + 10, {
          family: MONO,
          size: SIZE.small,
          weight: on > 0.5 ? 700 : 500,
          color: on > 0.5 || this.others() < 0.5 ? role.text : readableOn(fill),
          align: 'center',
        });
      }
    }
  }

  private paintLabels(context: CanvasRenderingContext2D): void {
    const {palette} = this;
    const box = this.box();
    const {words, tokens} = this.settings;
    const style = {
      family: SANS,
      size: SIZE.small,
      weight: 600,
      color: palette.muted,
    } as const;
    for (let layer = 0; layer < this.layers; layer++) {
      const {y} = this.nodeAt(layer, 0);
      paintText(context, `${words.layer} ${this.numbers[layer]}`, box.x, y + 10, style);
    }
    const {x, y} = this.nodeAt(-1, null);
    const paintStart = (label: string, alpha: number): void => {
      const width = textWidth(label, MONO, SIZE.token, 500) + 64;
      const chip = {x: x - width / 2, y: y - TOP.chip, width, height: TOP.chip};
      withAlpha(context, alpha, () => paintChip(context, label, chip, {palette}));
    };
    paintStart(tokens[this.token()], 2 * this.picked() - 1);
    paintStart(words.all, this.others() * (1 - 2 * this.picked()));
    paintText(context, words.expert, box.x, this.nodeAt(0, 0).y - 56, {
      ...style,
      color: palette.roles.expert.text,
    });
  }
}
