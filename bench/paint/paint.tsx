import {makeScene2D} from '@motion-canvas/2d';
import {useScene} from '@motion-canvas/core';

import {Frame} from '../../scenes/components/Frame.ts';
import {CASES} from './cases.ts';
import type {CaseName} from './list.ts';

/** One component at its largest, moving for as long as frames are asked for. */
export default makeScene2D(function* (view) {
  const name = useScene().variables.get<CaseName>('case', 'empty frame')();
  view.add(
    new Frame({
      lesson: 'BENCH',
      question: name,
      illustrativeWord: '',
      drawCaptions: true,
      drawGround: true,
      caption: 'A caption as long as most captions are, so that its cost is counted.',
    }),
  );
  const {nodes, play} = CASES[name]();
  view.add(nodes);
  yield* play();
});
