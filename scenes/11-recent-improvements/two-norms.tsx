import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, turn} from 'attention-in-motion/motion/acts';
import {EASE, MOVE, SLOW} from 'attention-in-motion/theme/motion';

import {EntryBars} from './EntryBars.ts';
import declaration from './two-norms.capture.ts';
import captured from './two-norms.captured';
import decoderDeclaration from './two-norms.decoder.capture.ts';
import decoderCaptured from './two-norms.decoder.captured';
import {readNorm} from './two-norms.facts.ts';
import script from './two-norms.script';

export default makeScene2D(function* (view) {
  const first = readNorm(openCapture(declaration, captured));
  const second = readNorm(openCapture(decoderDeclaration, decoderCaptured));
  const lesson = useLesson(view, script, {first: first.facts, second: second.facts});
  const {word, stage} = lesson;
  const limit = Math.max(first.limit, second.limit);
  const panels = [first, second].map(norm => {
    const kind = word(norm.hasMean ? 'layer' : 'rms');
    const words = {mean: word('mean'), scale: word('scale')};
    const label = `${kind} · ${norm.name}`;
    const values = norm.before;
    return new EntryBars({values, limit, words, label, note: 'x', meanAt: norm.own});
  });

  /** The numbers of a panel become others, and its note says of what. */
  function* step(i: number, values: Tensor, note: string): ThreadGenerator {
    panels[i].note(note);
    yield* turn(panels[i], values);
  }
  const norms = [first, second];
  const subtracting = norms.filter(({hasMean}) => hasMean);

  yield* lesson.cue('before');
  stage.rows(...panels);
  yield* appear(panels, {seconds: 2 * SLOW});

  yield* lesson.cue('mean', {
    when: subtracting.length > 0,
    *play() {
      yield* all(...panels.map(panel => panel.meant(1, MOVE, EASE)));
      yield* all(
        ...norms.map(function* ({hasMean, centred}, i) {
          if (!hasMean) return;
          yield* all(
            panels[i].meanAt(0, 2 * SLOW, EASE),
            step(i, centred, word('centred')),
          );
        }),
      );
    },
  });

  yield* lesson.cue('scale');
  norms.forEach(({scale}, i) => panels[i].scaleAt(scale));
  yield* all(
    ...panels.map(panel => panel.meant(0, MOVE, EASE)),
    ...panels.map(panel => panel.scaled(1, MOVE, EASE)),
  );

  yield* lesson.cue('divide');
  yield* all(
    ...norms.map(({divided, hasMean}, i) =>
      all(
        panels[i].scaleAt(1, 2 * SLOW, EASE),
        step(i, divided, word(hasMean ? 'divided' : 'dividedRms')),
      ),
    ),
  );

  yield* lesson.cue('gain');
  yield* all(
    ...norms.map(({out, hasBias}, i) =>
      all(
        panels[i].scaled(0, MOVE, EASE),
        step(i, out, word(hasBias ? 'gainBias' : 'gain')),
      ),
    ),
  );

  yield* lesson.choose({
    little: norms.every(({isLittle}) => isLittle),
    much: norms.some(({isLittle}) => !isLittle),
  });
  yield* lesson.finish();
});
