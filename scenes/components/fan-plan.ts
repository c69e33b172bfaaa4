import type {Box} from './box.ts';

/** Where the parts of a router's fan lie, in frame coordinates. */
export interface FanPlan {
  token: Box;
  router: Box;
  /** Room for the experts' boxes. */
  experts: Box;
  /** Left end of the bars, and the length of one that stands for everything. */
  bars: {x: number; width: number};
  /** Right edge of what is written after the bars. */
  right: number;
}

const WIDTH = {token: 252, router: 252, experts: 252, weight: 150} as const;
const HEIGHT = {token: 92, router: 210} as const;
/** The gaps in front of the router, the experts and the bars, as shares of what is left. */
const GAPS = {router: 0.16, experts: 0.3, bars: 0.04, figure: 0.11} as const;

/** Lay out token, router, experts and bars from left to right. */
export function fanPlan(box: Box): FanPlan {
  const {token, router, experts, weight} = WIDTH;
  const rest = box.width - token - router - experts - weight;
  const middle = box.y + box.height / 2;
  const at = {
    router: box.x + token + rest * GAPS.router,
    experts: box.x + token + router + rest * (GAPS.router + GAPS.experts),
  };
  const bars = at.experts + experts + rest * GAPS.bars;
  const right = box.x + box.width;
  return {
    token: {
      x: box.x,
      y: middle - HEIGHT.token / 2,
      width: token,
      height: HEIGHT.token,
    },
    router: {
      x: at.router,
      y: middle - HEIGHT.router / 2,
      width: router,
      height: HEIGHT.router,
    },
    experts: {x: at.experts, y: box.y, width: experts, height: box.height},
    bars: {x: bars, width: right - weight - rest * GAPS.figure - bars},
    right,
  };
}
