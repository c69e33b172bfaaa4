import type {Room} from '../../scenes/figures/figure-kind.ts';
import type {FigureSide} from './figure-request.ts';

/** How much of the figure each of its sides has. */
export const roomOf = (sides: readonly FigureSide[]): Room =>
  sides.length === 1 ? 'whole' : 'half';
