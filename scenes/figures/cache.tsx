import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';

import {LineChart} from '../components/LineChart.ts';
import type {ChartTick} from '../components/LineChart.ts';
import {appear} from '../motion/acts.ts';
import {bytes as written, group} from '../script/numbers.ts';
import {SLOW} from '../theme/motion.ts';
import type {ColorRole} from '../theme/palette.ts';
import type {CacheFigure} from './cache.facts.ts';
import type {FigureTexts} from './figure-texts.ts';
import {playFigure} from './play-figure.ts';
import type {SideToDraw} from './play-figure.ts';
import type {FigureWords} from './words.ts';

/** Colours of lines, in their order. */
const ROLES: readonly ColorRole[] = [
  ...(['value', 'query', 'key', 'score', 'expert', 'norm'] as const),
];
/** So many lengths can be written side by side. */
const MOST_TICKS = 8;

export default makeScene2D(function* (view) {
  yield* playFigure(view, 'cache', {texts, draw});
});

const texts = ({bytesPerNumber}: CacheFigure, words: FigureWords): FigureTexts => ({
  title: words.cacheSize,
  notes: [words.perNumber(bytesPerNumber), words.ends],
});

function* draw({values, words, stage}: SideToDraw<CacheFigure>): ThreadGenerator {
  const {models, lengths, bytes, source} = values;
  // Both scales are logarithmic: each step is so many times the one before.
  const chart = new LineChart({
    lines: models.map(({label}, i) => ({
      label,
      role: ROLES[i % ROLES.length],
      values: bytes[i].map(value => value && Math.log10(value)),
    })),
    along: lengths.map(Math.log2),
    range: rangeOf(values),
    axis: words.context,
    ticks: {along: lengthTicks(lengths), up: byteTicks(values)},
    write: value => written(10 ** value),
    source,
  });
  stage.fill(chart);
  yield* appear(chart);
  yield* chart.at(lengths.length - 1, 2 * SLOW, linear);
}

/** Powers of ten around all that is drawn. */
function rangeOf({bytes}: CacheFigure): [number, number] {
  const all = bytes.flat().filter(value => value !== null);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
}

function byteTicks(figure: CacheFigure): ChartTick[] {
  const [first, last] = rangeOf(figure);
  return Array.from({length: last - first + 1}, (_, i) => ({
    at: first + i,
    label: written(10 ** (first + i)),
  }));
}

function lengthTicks(lengths: readonly number[]): ChartTick[] {
  const powers = lengths.filter(length => Number.isInteger(Math.log2(length)));
  const every = Math.ceil(powers.length / MOST_TICKS);
  return powers
    .filter((_, i) => i % every === 0)
    .map(length => ({at: Math.log2(length), label: group(length)}));
}
