import {makeScene2D} from '@motion-canvas/2d';

import {openCapture} from '../captured/open-capture.ts';
import {TileSweep} from '../components/TileSweep.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {score} from '../motion/verbs.ts';
import declaration from './decoder.capture.ts';
import captured from './decoder.captured';
import {headOf} from './head-of.ts';
import {STAGE} from '../components/box.ts';
import script from './tile-sweep.script';

const LAYER = 2;
const HEAD = 0;
const BLOCK = 4;

export default makeScene2D(function* (view) {
  const {attention, headValues} = openCapture(declaration, captured);
  const {heads, keyHeads} = attention.facts(LAYER);
  const shared = heads / (keyHeads ?? heads);
  const z = headOf(headValues.of('z', LAYER), HEAD);
  const box = STAGE;
  const sweep = (words: (name: string) => string): TileSweep =>
    new TileSweep({
      scores: attention.scores(LAYER, HEAD),
      values: headOf(headValues.of('v', LAYER), Math.floor(HEAD / shared)),
      expected: z,
      block: BLOCK,
      words: {
        query: words('query'),
        key: words('key'),
        max: words('max'),
        sum: words('sum'),
        output: words('output'),
      },
      readout: (held, all) => `${held} / ${all}`,
      box,
    });
  const lesson = useLesson(view, script, {
    block: BLOCK,
    error: sweep(() => '')
      .error.toExponential(0)
      .replace('-', '\u2212'),
  });
  const picture = sweep(name => lesson.word(name));
  view.add(picture);

  yield* lesson.cue('empty');

  yield* lesson.cue('first');
  yield* score(picture, {to: 1});

  yield* lesson.cue('row');
  yield* score(picture, {to: 4});

  yield* lesson.cue('whole');
  yield* score(picture);
  yield* lesson.finish();
});
