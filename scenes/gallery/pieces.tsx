import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';
import {openBpeEncoding, openBpeTraining} from 'attention-in-motion/captured/bpe';
import {openGranularities} from 'attention-in-motion/captured/granularities';
import {openTokens} from 'attention-in-motion/captured/tokens';
import {Chips} from 'attention-in-motion/components/Chips';
import {Pieces} from 'attention-in-motion/components/Pieces';
import {Rows} from 'attention-in-motion/components/Rows';
import {down} from 'attention-in-motion/lesson/stage';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, pick} from 'attention-in-motion/motion/acts';
import {SLOW} from 'attention-in-motion/theme/motion';

import encoding from '../06-tokenizers/bpe-encoding.captured';
import {readEncoding} from '../06-tokenizers/bpe-encoding.facts.ts';
import training from '../06-tokenizers/bpe-training.captured';
import {readTraining} from '../06-tokenizers/bpe-training.facts.ts';
import granularities from '../06-tokenizers/four-granularities.captured';
import {readCuts} from '../06-tokenizers/four-granularities.facts.ts';
import gpt2 from '../06-tokenizers/four-granularities.gpt2.captured';
import script from './pieces.script';

export default makeScene2D(function* (view) {
  const {cuts, ids, others, source, neighbours} = readEncoding(openBpeEncoding(encoding));
  const grown = readTraining(openBpeTraining(training));
  const lesson = useLesson(view, script, {});
  const one = (title: string): string => lesson.word(title);
  const rows = readCuts(openGranularities(granularities), openTokens(gpt2)).cuts({
    words: one('words'),
    subwords: one('subwords'),
    characters: one('words'),
    bytes: one('bytes'),
    entries: vocab => `${vocab}`,
    part: (shown, all) => `${shown} / ${all}`,
  });
  const word = new Pieces({cuts, notes: ids, size: 44});
  const text = new Pieces({cuts: grown.cuts, size: 32});
  const bytes = new Pieces({cuts: rows.bytes, widths: 'spans'});
  const chips = new Rows({
    of: 2,
    children: [new Chips({chips: others, source, isCounted: true})],
  });

  yield* lesson.cue('plain');
  lesson.stage.rows(word, text, down(bytes, chips));
  yield* appear([word, text, bytes, chips], {seconds: SLOW});

  yield* lesson.cue('ranked');
  yield* word.at(1, SLOW);
  yield* word.ranked(neighbours, SLOW, linear);

  yield* lesson.cue('whole');
  yield* word.at(3.4, SLOW * 2, linear);
  yield* text.at(4.7, SLOW * 2, linear);
  yield* bytes.at(0.6, SLOW * 2, linear);

  yield* lesson.cue('merged');
  yield* word.at(cuts.length - 1, SLOW * 2, linear);
  yield* word.noted(ids.length, SLOW, linear);
  yield* text.at(grown.last, SLOW * 2, linear);
  yield* bytes.at(1, SLOW, linear);
  yield* pick(text, ...grown.split);
  yield* lesson.finish();
});
