import {makeScene2D} from '@motion-canvas/2d';
import {openModelSizes} from 'attention-in-motion/captured/model-sizes';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {Bars} from 'attention-in-motion/components/Bars';
import {Figures} from 'attention-in-motion/components/Figures';
import {Names} from 'attention-in-motion/components/Names';
import {ParameterBlocks} from 'attention-in-motion/components/ParameterBlocks';
import {Rows} from 'attention-in-motion/components/Rows';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {appear, swap} from 'attention-in-motion/motion/acts';
import {merge} from 'attention-in-motion/motion/verbs';
import {withDecimals} from 'attention-in-motion/script/numbers';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from './where-parameters.capture.ts';
import captured from './where-parameters.captured';
import {readParameters} from './where-parameters.facts.ts';
import known from './where-parameters.known.captured';
import script from './where-parameters.script';

export default makeScene2D(function* (view) {
  const where = readParameters(openCapture(declaration, captured), openModelSizes(known));
  const lesson = useLesson(view, script, where.facts);
  const {stage} = lesson;
  const {tiedTo} = where;
  const isTied = tiedTo !== null;

  yield* lesson.cue('load');
  const blocks = stage.fill(
    new ParameterBlocks({
      groups: [
        ...where.groups.map(({name, ...group}) => ({...group, label: lesson.word(name)})),
        ...(isTied
          ? [
              {
                ...where.groups[tiedTo],
                label: lesson.word('head'),
                role: 'head',
                tiedTo,
              } as const,
            ]
          : []),
      ],
      source: where.source,
      words: {
        total: lesson.word('total'),
        active: lesson.word('total'),
        unit: lesson.word('unit'),
      },
    }),
  );
  yield* appear(blocks, {seconds: 4 * SLOW});

  yield* lesson.choose({tied: isTied, untied: !isTied});
  if (isTied) yield* merge(blocks);

  yield* lesson.cue('most-mlp', {when: where.most === 'mlp'});
  yield* lesson.cue('most-experts', {when: where.most === 'experts'});
  yield* lesson.cue('most-embedding', {when: where.most === 'embedding'});

  yield* lesson.cue('known');
  const models = new Rows({
    of: where.labels.length,
    children: [
      new Names({names: where.labels, face: 'text'}),
      new Figures({
        values: where.totals,
        title: lesson.word('billions'),
        write: withDecimals(2),
      }),
      new Bars({
        values: where.shares,
        role: 'token',
        title: lesson.word('outside'),
        limit: 'largest',
      }),
    ],
  });
  yield* swap(blocks, models);
  yield* lesson.finish();
});
