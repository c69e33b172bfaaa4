import {makeScene2D} from '@motion-canvas/2d';
import {openCapture} from 'attention-in-motion/captured/open-capture';
import {HeadGroups} from 'attention-in-motion/components/HeadGroups';
import {STAGE} from 'attention-in-motion/components/box';
import {useLesson} from 'attention-in-motion/lesson/use-lesson';
import {pick} from 'attention-in-motion/motion/acts';
import {SLOW} from 'attention-in-motion/theme/motion';

import declaration from '../09-self-attention/make-qkv.capture.ts';
import captured from '../09-self-attention/make-qkv.captured';
import script from './head-groups.script';

export default makeScene2D(function* (view) {
  const {heads, headValues} = openCapture(declaration, captured);
  const {layer, head, query} = heads.antecedent;
  const at = query.index;
  const lesson = useLesson(view, script, {});
  const groups = new HeadGroups({
    queries: headValues.of('q', layer).at(at),
    keys: headValues.of('k', layer).at(at),
    values: headValues.of('v', layer).at(at),
    head,
    box: STAGE,
    words: {
      head: lesson.word('head'),
      query: lesson.word('query'),
      key: lesson.word('key'),
      value: lesson.word('value'),
    },
  });
  view.add(groups);

  yield* lesson.cue('queries');
  yield* groups.shown(groups.count, SLOW * 2);

  yield* lesson.cue('whole');
  yield* groups.linked(groups.count, SLOW * 2);

  yield* lesson.cue('picked');
  yield* pick(groups);
  yield* lesson.finish();
});
