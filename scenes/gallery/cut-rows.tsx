import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';

import granularities from '../06-tokenizers/four-granularities.captured';
import {openGranularities} from '../captured/granularities.ts';
import {sourceOfTokenizer} from '../captured/tokens.ts';
import {CutRows} from '../components/CutRows.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {SLOW} from '../theme/motion.ts';
import script from './cut-rows.script';
import {STAGE} from '../components/box.ts';

const CUT = 2;
const [WORDS, SUBWORDS, BYTES] = [0, 1, 2];

export default makeScene2D(function* (view) {
  const {text, level, tokenizer, corpus: source} = openGranularities(granularities);
  const lesson = useLesson(view, script, {});
  const cutOf = (name: 'words' | 'subwords' | 'bytes') => {
    const {pieces, vocab} = level(name);
    const own = name === 'subwords' ? sourceOfTokenizer(tokenizer) : source;
    return {detail: `${vocab}`, pieces, source: name === 'bytes' ? null : own};
  };
  const rows = new CutRows({
    text,
    rows: (['words', 'subwords', 'bytes'] as const).map(name => ({
      label: lesson.word(name),
      cuts: [cutOf(name)],
      hex: name === 'bytes',
    })),
    partWord: (shown, all) =>
      lesson.word('part').replace('#', `${shown}`).replace('#', `${all}`),
    unknownWord: '[UNK]',
    box: STAGE,
  });
  view.add(rows);

  yield* lesson.cue('text');
  yield* rows.shown(1, SLOW, linear);

  yield* lesson.cue('words');
  yield* rows.cut(WORDS, CUT);

  yield* lesson.cue('unknown');
  yield* rows.forgotten(1, SLOW * 2, linear);

  yield* lesson.cue('subwords');
  yield* rows.cut(SUBWORDS, CUT);

  yield* lesson.cue('whole');
  yield* rows.cut(BYTES, CUT);
  yield* lesson.finish();
});
