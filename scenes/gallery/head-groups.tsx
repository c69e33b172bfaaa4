import {makeScene2D} from '@motion-canvas/2d';

import declaration from '../09-self-attention/make-qkv.capture.ts';
import captured from '../09-self-attention/make-qkv.captured';
import {openCapture} from '../captured/open-capture.ts';
import {HeadGroups} from '../components/HeadGroups.ts';
import {STAGE} from '../components/box.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {pick} from '../motion/acts.ts';
import {SLOW} from '../theme/motion.ts';
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
