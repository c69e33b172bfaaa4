import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';
import type {ThreadGenerator} from '@motion-canvas/core';
import {openTokens} from 'attention-in-motion/captured/tokens';
import {Chips} from 'attention-in-motion/components/Chips';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Pieces} from 'attention-in-motion/components/Pieces';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, leave, pick, unpick} from 'attention-in-motion/motion/acts';
import {EASE, MOVE} from 'attention-in-motion/theme/motion';

import {TokenCells} from './token-cells.ts';
import captured from './tokenizer-race.captured';
import {readRace} from './tokenizer-race.facts.ts';
import noSpaceCaptured from './tokenizer-race.no-space.captured';
import script from './tokenizer-race.script';

/** Seconds that all tokenizers take to read the text. */
const READING = 5;
/** Size of the text once the tokenizers are below it. */
const SIZE = 36;

export default makeScene2D(function* (view) {
  const race = readRace(openTokens(captured), openTokens(noSpaceCaptured));
  const {told, looks, sources} = race;
  const lesson = useLesson(view, script, race.facts);
  const {stage} = lesson;

  yield* lesson.cue('text');
  const text = stage.fill(new Pieces({cuts: race.cuts}));
  yield* appear(text);
  const cells = new TokenCells({length: race.length, tokens: race.tokens, sources});
  const rows = new Rows({
    of: race.labels.length,
    children: [
      new Names({names: race.labels, face: 'text'}),
      new Figures({values: race.vocab, isMuted: true, title: lesson.word('vocabulary')}),
      cells,
    ],
  });
  text.size(SIZE);
  stage.below(text, rows);
  yield* appear(rows);

  yield* lesson.cue('race');
  text.standing(() => race.readUntil(cells.read()));
  yield* pick(text);
  yield* cells.read(1, READING, linear);
  text.picked(0);

  let near: Chips[] = [];
  /** Look at a part of the text from near; what was looked at goes. */
  function* look(part: keyof typeof looks): ThreadGenerator {
    const {title, chips, marked} = looks[part];
    const column = new Chips({chips, source: sources, title, isCounted: true});
    yield* all(
      leave(...near),
      cells.opened(0, MOVE, EASE),
      pick(text, ...marked),
      appear(rows.join(column)),
    );
    near = [column];
  }

  yield* lesson.cue('capitals', {
    when: told.has('capitals'),
    play: () => look('capitals'),
  });
  yield* lesson.cue('no-space', {
    when: told.has('no-space'),
    *play() {
      const {title, chips} = looks['no-space'];
      const column = new Chips({chips, source: sources, title, isCounted: true});
      yield* appear(rows.join(column));
      near.push(column);
    },
  });
  yield* lesson.cue('symbols', {when: told.has('symbols'), play: () => look('symbols')});
  yield* lesson.cue('gap', {when: told.has('gap'), play: () => look('gap')});
  yield* lesson.cue('digits', {when: told.has('digits'), play: () => look('digits')});

  yield* lesson.cue('close');
  yield* all(leave(...near), unpick(text), cells.opened(1, MOVE, EASE));
  yield* lesson.finish();
});
