import {makeScene2D} from '@motion-canvas/2d';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import type {Tensor} from 'attention-in-motion/captured/tensor';
import {Bars} from 'attention-in-motion/components/Bars';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, swap} from 'attention-in-motion/motion/acts';
import {group, withDecimals} from 'attention-in-motion/script/numbers';

import captured from './cache-bytes.captured';
import {readBytes} from './cache-bytes.facts.ts';
import script from './cache-bytes.script';

export default makeScene2D(function* (view) {
  const bytes = readBytes(openModelSizes(captured));
  const lesson = useLesson(view, script, bytes.facts);
  const {stage} = lesson;
  const words = (...all: readonly string[]): string[] => all.map(lesson.word);
  /** Things with a bar each, whose title is a word of the script. */
  const bars = (
    names: readonly string[],
    values: Tensor,
    word: string,
    write = group,
  ): Rows =>
    new Rows({
      of: names.length,
      children: [
        new Names({names, face: 'text'}),
        new Bars({
          values,
          write,
          role: 'value',
          title: lesson.word(word),
          limit: 'largest',
        }),
      ],
    });

  yield* lesson.cue('factors');
  const names = words('pair', 'layers', 'heads', 'size', 'number');
  const factors = stage.fill(
    new Rows({
      of: names.length,
      children: [
        new Names({names, face: 'text', role: 'value'}),
        new Figures({values: bytes.factors, role: 'value'}),
        new Bars({
          values: bytes.products,
          role: 'value',
          title: lesson.word('product'),
          limit: 'largest',
          write: group,
        }),
      ],
    }),
  );
  yield* appear(factors);

  yield* lesson.cue('kinds');
  const kinds = bars(words('mha', 'gqa', 'mqa'), bytes.kinds, 'each');
  yield* swap(factors, kinds);

  yield* lesson.cue('models');
  const models = bars(bytes.models.labels, bytes.models.bytes, 'each');
  yield* swap(kinds, models);

  yield* lesson.cue('context');
  const lengths = bytes.lengths.labels.map(
    length => `${group(length)} ${lesson.word('tokens')}`,
  );
  const texts = bars(lengths, bytes.lengths.bytes, 'whole', withDecimals(2));
  yield* swap(models, texts);
  yield* lesson.finish();
});
