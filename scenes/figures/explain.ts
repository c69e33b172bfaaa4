import {Legend} from '../components/Legend.ts';
import type {LegendProps} from '../components/Legend.ts';
import type {Picture} from '../components/Picture.ts';
import type {SideToDraw} from './play-figure.ts';

/**
 * Put what its colours mean beside a picture, or below it where that is one of two halves.
 *
 * @param anchor - The picture, which is on the stage.
 */
export function explain(
  {stage, room}: Pick<SideToDraw<object>, 'stage' | 'room'>,
  anchor: Picture,
  {label, explains}: Pick<LegendProps, 'label' | 'explains'>,
): Legend {
  if (room === 'whole') return stage.rightOf(anchor, new Legend({label, explains}));
  return stage.below(anchor, new Legend({label, explains, form: 'line'}));
}
