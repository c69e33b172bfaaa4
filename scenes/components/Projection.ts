import {initial, signal} from '@motion-canvas/2d';
import type {NodeProps} from '@motion-canvas/2d';
import {easeInOutCubic} from '@motion-canvas/core';
import type {SimpleSignal} from '@motion-canvas/core';

import {STROKE} from '../theme/layout.ts';
import type {ColorRole} from '../theme/palette.ts';
import type {MatrixGrid} from './MatrixGrid.ts';
import {Painted} from './Painted.ts';
import type {VectorRow} from './VectorRow.ts';
import {lerpBox, rightOf} from './box.ts';
import type {Box} from './box.ts';
import {gridBox} from './matrix-plan.ts';
import {paintBox, withAlpha} from './paint.ts';

export interface ProjectionProps extends NodeProps {
  /** The vector, as a column beside the matrix: one number per row of it. */
  input: VectorRow;
  /** The matrix that the vector passes through. */
  matrix: MatrixGrid;
  /** What comes out, as a row below the matrix: one number per column of it. */
  output: VectorRow;
  /** Colour of what comes out. */
  role: ColorRole;
}

/** Shares of the move: to the matrix, through its columns, and gone. */
const PHASES = {arrive: 0.14, leave: 0.96} as const;
const COLUMN = 14;

/**
 * A vector passes through a matrix: a copy of it travels over the columns, and below
 * each column that it has passed stands the sum of the products, one number of what comes
 * out.
 *
 * @category Vectors and matrices
 */
export class Projection extends Painted {
  /** 0 to 1: how far the vector has come. */
  @initial(0)
  @signal()
  declare public readonly projected: SimpleSignal<number, this>;

  private readonly settings: Omit<ProjectionProps, keyof NodeProps>;

  public constructor({input, matrix, output, role, ...props}: ProjectionProps) {
    super(props);
    this.settings = {input, matrix, output, role};
    output.shown(() => this.passed());
  }

  /** Share of the columns that the vector has passed. */
  private passed(): number {
    const {arrive, leave} = PHASES;
    return Math.min(1, Math.max(0, (this.projected() - arrive) / (leave - arrive)));
  }

  protected override paint(context: CanvasRenderingContext2D): void {
    const t = this.projected();
    if (t <= 0 || t >= 1) return;
    const {input, matrix, role} = this.settings;
    const {stroke} = this.palette.roles[role];
    const grid = gridBox(matrix.plan());
    const before: Box = {...grid, x: grid.x - COLUMN - 4, width: COLUMN};
    const arrived = easeInOutCubic(Math.min(1, t / PHASES.arrive));
    const travelling = lerpBox(input.box(), before, arrived);
    const sweep = {...before, x: before.x + (rightOf(grid) - before.x) * this.passed()};
    const box = t < PHASES.arrive ? travelling : sweep;
    const leaving = Math.min(1, (1 - t) / (1 - PHASES.leave));
    withAlpha(context, leaving, () => {
      input.paintCopy(context, box);
      paintBox(context, box, 3, null, stroke, STROKE.selected);
    });
  }
}
