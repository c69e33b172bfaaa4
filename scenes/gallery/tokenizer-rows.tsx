import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import race from '../06-tokenizers/tokenizer-race.captured';
import {openTokens} from '../captured/tokens.ts';
import {TextRibbon} from '../components/TextRibbon.ts';
import {TokenizerRows} from '../components/TokenizerRows.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {zoom} from '../motion/verbs.ts';
import {LAYOUT} from '../theme/layout.ts';
import {EASE, QUICK, SLOW} from '../theme/motion.ts';
import {STAGE} from '../components/box.ts';
import script from './tokenizer-rows.script';

const PART = 'capitals';

export default makeScene2D(function* (view) {
  const {text, tokenizers, parts} = openTokens(race);
  const lesson = useLesson(view, script, {});
  const right = STAGE.x + STAGE.width;
  const ribbon = new TextRibbon({text, left: STAGE.x, right, top: STAGE.y});
  const top = ribbon.bottom + LAYOUT.air;
  const rows = new TokenizerRows({
    text,
    rows: tokenizers,
    views: {
      [PART]: {
        tokens: tokenizers.map(one =>
          one.tokens.slice(one.parts[PART].first, one.parts[PART].end),
        ),
        first: tokenizers.map(one => one.parts[PART].first),
      },
    },
    box: {...STAGE, y: top, height: STAGE.y + STAGE.height - LAYOUT.air - top},
  });
  view.add([ribbon, rows]);

  yield* lesson.cue('text');
  yield* ribbon.shown(1, SLOW, linear);
  yield* rows.named(tokenizers.length, SLOW, linear);

  yield* lesson.cue('whole');
  ribbon.read(0);
  yield* all(ribbon.read(1, SLOW * 3, linear), rows.read(1, SLOW * 3, linear));

  yield* lesson.cue('near');
  ribbon.part = parts[PART];
  yield* ribbon.marked(1, QUICK, EASE);
  yield* rows.turnTo(PART, 0);
  yield* zoom(rows);
  yield* lesson.finish();
});
