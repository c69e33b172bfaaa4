import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import captured from '../03-word-embeddings/map-of-meaning.captured';
import {openWordVectors} from '../captured/word-vectors.ts';
import {NeighbourLines} from '../components/NeighbourLines.ts';
import {ScatterMap} from '../components/ScatterMap.ts';
import {columnsOf, STAGE} from '../components/box.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {EASE, MOVE, SLOW} from '../theme/motion.ts';
import script from './scatter-map.script';

const CAMERA = {air: 170, most: 14} as const;

export default makeScene2D(function* (view) {
  const lesson = useLesson(view, script, {});
  const vectors = openWordVectors(captured);
  const {map, asked, source} = vectors;
  if (!map) throw new Error('The page needs a map.');
  const [first, , query] = asked;
  const near = (word: string): string[] => vectors.nearest(word).map(entry => entry.word);
  const [box] = columnsOf(STAGE, [1180, 'rest'], 40);
  const picture = new ScatterMap({
    ...{words: map.words, places: map.places, box, wide: STAGE, opened: 1},
    ...{landmarks: asked, named: near(first)},
  });
  const rest = picture.cameraOn([query, ...near(query)], CAMERA.air, CAMERA.most);
  const lines = new NeighbourLines({
    ...{map: picture, word: query, nearest: vectors.nearest(query), rest, source, box},
  });
  view.add([picture, lines]);

  yield* lesson.cue('points');
  yield* picture.shown(0.5, SLOW, linear);

  yield* lesson.cue('labels');
  yield* all(picture.shown(1, SLOW, linear), picture.labelled(1, SLOW, EASE));

  yield* lesson.cue('near');
  yield* all(
    picture.opened(0, SLOW * 2, EASE),
    picture.fly(picture.cameraOn([first, ...near(first)], CAMERA.air, 40), SLOW * 2),
  );

  yield* lesson.cue('whole');
  yield* picture.fly(rest, SLOW * 2);
  yield* all(picture.behind(1, MOVE, EASE), lines.asked(1, MOVE, EASE));
  yield* lines.lit(lines.count, SLOW * 2, linear);
  yield* lesson.finish();
});
