import {makeScene2D} from '@motion-canvas/2d';
import {all, linear, waitFor} from '@motion-canvas/core';

import {openWordVectors} from '../captured/word-vectors.ts';
import {BigCount} from '../components/BigCount.ts';
import {NeighbourLines} from '../components/NeighbourLines.ts';
import {RankedList} from '../components/RankedList.ts';
import {ScatterMap} from '../components/ScatterMap.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import declaration from './map-of-meaning.capture.ts';
import captured from './map-of-meaning.captured';
import script from './map-of-meaning.script';

const BOX = {
  x: LAYOUT.marginX,
  y: LAYOUT.stage.top - 4,
  width: 1180,
  height: LAYOUT.stage.bottom - LAYOUT.stage.top - 16,
} as const;
const WIDE = {...BOX, width: FRAME.width - 2 * LAYOUT.marginX} as const;
const SIDE = {x: BOX.x + BOX.width + 44, width: FRAME.width - 2 * LAYOUT.marginX - 1224};
/** How near the camera comes to words, and how far from the edge they stay, in pixels. */
const CLOSE = {most: 40, air: 100} as const;
const QUERY = {most: 14, air: 170} as const;
/** Seconds that the camera takes from one part of the map to another. */
const TRAVEL = 3.2;
/** Words near one that is visited, as far as they are nearer than others on the map too. */
const AROUND = 6;
/** Neighbours are torn apart where one is so many times as far off as another. */
const FAR_OFF = 3;

export default makeScene2D(function* (view) {
  const vectors = openWordVectors(captured);
  const {map, asked, source} = vectors;
  if (!map || asked.length !== 4) {
    throw new Error('The scene needs a map, and neighbours of four words.');
  }
  const [first, second, query, torn] = asked;
  const near = (word: string) => vectors.nearest(word).map(entry => entry.word);
  const picture = new ScatterMap({
    ...{words: map.words, places: map.places, box: BOX, wide: WIDE},
    opened: 1,
    landmarks: [...asked, ...(declaration.map.around?.of ?? [])],
    named: [first, second].flatMap(near),
  });
  const rests = [query, torn].map(word =>
    picture.cameraOn([word, ...near(word)], QUERY.air, QUERY.most),
  );
  const [lines, tearing] = [query, torn].map(
    (word, i) =>
      new NeighbourLines({
        ...{map: picture, word, nearest: vectors.nearest(word), rest: rests[i]},
        ...{source, box: BOX},
      }),
  );
  const ways = map.ways(torn);
  // Another word is more telling than another form of the same.
  const close = ways.find(({word}) => !word.startsWith(torn)) ?? ways[0];
  const [best, next] = vectors.nearest(query);
  const lesson = useLesson(view, script, {
    count: map.words.length,
    ...{size: vectors.size, dModel: vectors.dModel},
    first: {word: first, near: near(first).slice(0, 3)},
    second: {word: second, near: near(second).slice(0, 3)},
    query: {word: query, best: {...best}, next: {...next}},
    torn: {word: torn, close: close.word, far: ways[ways.length - 1].word},
  });
  const count = new BigCount({
    ...{label: lesson.word('words'), left: BOX.x + 44, baseline: BOX.y + 104},
    value: () => picture.shown() * map.words.length,
  });
  const lists = asked.map(
    (word, i) =>
      new RankedList({
        ...{words: vectors.nearest(word), source},
        heading: lesson.word(['nearFirst', 'nearSecond', 'nearQuery', 'nearTorn'][i]),
        box: {...SIDE, y: BOX.y + 6, height: BOX.height - 6},
      }),
  );
  view.add([picture, lines, tearing, count, ...lists]);
  yield* lesson.cue('points');
  yield* picture.shown(1, SLOW * 4, linear);

  yield* lesson.cue('regions');
  yield* picture.labelled(1, SLOW, EASE);

  yield* lesson.cue('first');
  const visit = (word: string) =>
    picture.cameraOn([word, ...near(word).slice(0, AROUND)], CLOSE.air, CLOSE.most);
  yield* all(
    count.opacity(0, QUICK),
    picture.opened(0, TRAVEL, EASE),
    picture.fly(visit(first), TRAVEL),
  );
  yield* lists[0].shown(lists[0].count, SLOW * 2, linear);
  yield* waitFor(SLOW);

  yield* lesson.cue('second');
  yield* all(lists[0].opacity(0, QUICK), picture.fly(visit(second), TRAVEL));
  yield* lists[1].shown(lists[1].count, SLOW * 2, linear);
  yield* waitFor(SLOW);

  function* ask(index: number) {
    const asking = [lines, tearing][index];
    yield* all(
      lists[index + 1].opacity(0, QUICK),
      lines.opacity(index === 0 ? 1 : 0, QUICK),
      picture.behind(0, QUICK),
      picture.fly(rests[index], TRAVEL),
    );
    yield* all(picture.behind(1, MOVE, EASE), asking.asked(1, MOVE, EASE));
    const seconds = asking.count * QUICK;
    yield* all(
      asking.lit(asking.count, seconds, linear),
      lists[index + 2].shown(asking.count, seconds, linear),
    );
    yield* waitFor(SLOW * 2);
  }

  yield* lesson.cue('query');
  yield* ask(0);

  if (ways[ways.length - 1].way > FAR_OFF * ways[0].way) {
    yield* lesson.cue('torn');
    yield* ask(1);
  } else lesson.skip('torn');

  yield* lesson.cue('view');
  yield* all(
    ...[lines, tearing, lists[2], lists[3]].map(part => part.opacity(0, MOVE, EASE)),
    picture.behind(0, MOVE, EASE),
  );
  yield* all(picture.opened(1, TRAVEL, EASE), picture.fly({x: 0, y: 0, zoom: 1}, TRAVEL));
  yield* lesson.finish();
});
