import {FRAME, LAYOUT} from '../theme/layout.ts';
import type {Box} from '../components/matrix-plan.ts';

/** All the room that a picture may take. */
export const STAGE: Box = {
  x: LAYOUT.marginX,
  y: LAYOUT.stage.top,
  width: FRAME.width - 2 * LAYOUT.marginX,
  height: LAYOUT.stage.bottom - LAYOUT.stage.top,
};
