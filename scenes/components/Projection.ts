import {initial, signal} from '@motion-canvas/2d';
import {easeInOutCubic} from '@motion-canvas/core';
import type {SimpleSignal} from '@motion-canvas/core';

import {STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import type {MatrixGrid} from './MatrixGrid.ts';
import {Picture} from './Picture.ts';
import type {PictureProps} from './Picture.ts';
import type {VectorRow} from './VectorRow.ts';
import {GAP} from './arrange.ts';
import {columnsOf, lerpBox, rightOf, rowsOf} from './box.ts';
import type {Box} from './box.ts';
import {gridBox} from './matrix-plan.ts';
import {paintBox, withAlpha} from './paint.ts';

/** A matrix that a vector passes through. */
export interface Through {
  matrix: MatrixGrid;
  /** What comes out, as a row below the matrix: one number per column of it. */
  output: VectorRow;
  /** Colour of what comes out. */
  role: ColorRole;
}

export interface ProjectionProps extends PictureProps {
  /** The vector, as a column beside the matrices: one number per row of them. */
  input: VectorRow;
  /** The matrices that the vector passes through, from the left. */
  through: readonly Through[];
}

/** Shares of the move: to the matrix, through its columns, and gone. */
const PHASES = {arrive: 0.14, leave: 0.96} as const;
const COLUMN = 14;
/** Height of what comes out, by that of the whole. */
const OUTPUT = 0.22;

/**
 * A vector passes through matrices: a copy of it travels over the columns, and below each
 * column that it has passed stands the sum of the products, one number of what comes out.
 * Vector and matrices are its children; the vector is as high as the cells of the matrices.
 *
 * @category Vectors and matrices
 */
export class Projection extends Picture {
  /** How many matrices the vector has passed; fractions show it on its way. */
  @initial(0)
  @signal()
  declare public readonly projected: SimpleSignal<number, this>;

  /** How many matrices `project` counts. */
  public readonly counts: {projected: number};
  private readonly input: VectorRow;
  private readonly through: readonly Through[];

  public constructor({input, through, ...props}: ProjectionProps) {
    super(props);
    this.input = input;
    this.through = through;
    this.counts = {projected: through.length};
    this.add([input, ...through.flatMap(({matrix, output}) => [matrix, output])]);
    input.box(() => input.boxAround(gridBox(through[0].matrix.plan()), this.sideBox()));
    input.shown(() => this.shown());
    through.forEach(({matrix, output}, i) => {
      matrix.box(() => this.partBoxes(i)[0]);
      output.box(() => this.partBoxes(i)[1]);
      output.shown(() => passed(this.progress(i)));
    });
  }

  /** Room that is left below the vector. */
  public corner(): Box {
    const {x, width} = this.sideBox();
    const [, {y, height}] = this.partBoxes(0);
    return {x, y, width, height};
  }

  /** Room beside the matrices. */
  private sideBox(): Box {
    return this.columns()[0];
  }

  /** Room of a matrix and of what comes out of it. */
  private partBoxes(index: number): Box[] {
    const box = this.columns()[index + 1];
    return rowsOf(box, ['rest', box.height * OUTPUT], GAP / 2);
  }

  private columns(): Box[] {
    const {width} = this.input.extent();
    const rest = this.through.map(() => 'rest' as const);
    return columnsOf(this.box(), [width, ...rest], GAP);
  }

  /** 0 to 1: how far the vector has come through a matrix. */
  private progress(index: number): number {
    return Math.min(1, Math.max(0, this.projected() - index));
  }

  // What travels is painted over the children.
  protected override drawChildren(context: CanvasRenderingContext2D): void {
    super.drawChildren(context);
    this.inFrame(context, () =>
      this.through.forEach((part, i) =>
        this.paintTravelling(context, part, this.progress(i)),
      ),
    );
  }

  protected override paint(): void {}

  private paintTravelling(
    context: CanvasRenderingContext2D,
    {matrix, role}: Through,
    t: number,
  ): void {
    if (t <= 0 || t >= 1) return;
    const {input} = this;
    const {stroke} = this.palette.roles[role];
    const grid = gridBox(matrix.plan());
    const before: Box = {...grid, x: grid.x - COLUMN - 4, width: COLUMN};
    const arrived = easeInOutCubic(Math.min(1, t / PHASES.arrive));
    const travelling = lerpBox(input.cells(), before, arrived);
    const sweep = {...before, x: before.x + (rightOf(grid) - before.x) * passed(t)};
    const box = t < PHASES.arrive ? travelling : sweep;
    const leaving = Math.min(1, (1 - t) / (1 - PHASES.leave));
    withAlpha(context, leaving, () => {
      input.paintCopy(context, box);
      paintBox(context, box, 3, null, stroke, STROKE.selected);
    });
  }
}

/** Share of the columns that a vector has passed. */
function passed(t: number): number {
  const {arrive, leave} = PHASES;
  return Math.min(1, Math.max(0, (t - arrive) / (leave - arrive)));
}
