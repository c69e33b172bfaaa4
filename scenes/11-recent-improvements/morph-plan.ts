import {centreOf, middleOf} from 'attention-in-motion/components/box';
import type {Box, Point} from 'attention-in-motion/components/box';

/** How far a block has changed from the one of 2017 to that of today; 0 to 1 each. */
export interface Changes {
  /** Norms from the rail, after what is added, into the branches, before the parts. */
  norms: number;
  /** Positions from the foot of the rail, where they are added, beside attention. */
  positions: number;
}

/** A sublayer: its branch leaves the rail and comes back to it. */
export interface SublayerPlan {
  part: Box;
  norm: Box;
  /** Where the branch leaves the rail, and where the sum is made. */
  tap: Point;
  plus: Point;
  /** From the rail through the branch to its part, and back. */
  way: readonly Point[];
  back: readonly Point[];
}

export interface MorphPlan {
  rail: readonly [Point, Point];
  sublayers: readonly [SublayerPlan, SublayerPlan];
  positions: Box;
  /** Where positions are added, as long as they are. */
  plus: Point;
}

/** Places by the size of the whole: across, and down. */
const ACROSS = {
  rail: 0.82,
  part: [0.24, 0.65],
  aside: [0, 0.2],
  onRail: [0.69, 0.95],
} as const;
const DOWN = {positions: 0.08, sublayers: [0.15, 0.575], height: 0.425} as const;
/** Heights by that of the whole, from the top of a sublayer. */
const SUB = {
  tap: 0.03,
  before: [0.055, 0.085],
  part: [0.185, 0.13],
  after: [0.335, 0.07],
} as const;
const THIN = 0.085;

/**
 * Where everything of a block stands. The rail, the branches and what they add never move:
 * only norms and positions do.
 */
export function planMorph(box: Box, {norms, positions}: Changes): MorphPlan {
  const x = (share: number): number => box.x + share * box.width;
  const y = (share: number): number => box.y + share * box.height;
  const rail = x(ACROSS.rail);
  const boxOf = (
    [left, right]: readonly [number, number],
    middle: number,
    height: number,
  ): Box => ({
    x: x(left),
    y: y(middle - height / 2),
    width: x(right) - x(left),
    height: height * box.height,
  });
  const sublayer = (top: number): SublayerPlan => {
    const own = boxOf(ACROSS.part, top + SUB.part[0] + SUB.part[1] / 2, SUB.part[1]);
    const inBranch = boxOf(
      ACROSS.part,
      top + SUB.before[0] + SUB.before[1] / 2,
      SUB.before[1],
    );
    const onRail = boxOf(
      ACROSS.onRail,
      top + SUB.after[0] + SUB.after[1] / 2,
      SUB.after[1],
    );
    const tap = {x: rail, y: y(top + SUB.tap)};
    const above = middleOf(own, 'above');
    const plus = {x: rail, y: centreOf(own).y};
    return {
      part: own,
      tap,
      plus,
      norm: mix(onRail, inBranch, norms),
      way: [
        tap,
        {
          x: above.x,
          y: tap.y,
        },
        above,
      ],
      back: [middleOf(own, 'right'), plus],
    };
  };
  const [first, second] = DOWN.sublayers.map(sublayer);
  const aside = boxOf(ACROSS.aside, 0, SUB.part[1] * 0.8);
  const turned = {...aside, y: centreOf(first.part).y - aside.height / 2};
  const added = boxOf(ACROSS.part, DOWN.positions, THIN);
  return {
    rail: [
      {x: rail, y: box.y},
      {x: rail, y: box.y + box.height},
    ],
    sublayers: [first, second],
    positions: mix(added, turned, positions),
    plus: {x: rail, y: centreOf(added).y},
  };
}

function mix(from: Box, to: Box, t: number): Box {
  const of = (key: keyof Box): number => from[key] + (to[key] - from[key]) * t;
  return {x: of('x'), y: of('y'), width: of('width'), height: of('height')};
}
