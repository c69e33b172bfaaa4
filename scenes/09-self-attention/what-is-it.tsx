import {makeScene2D} from '@motion-canvas/2d';
import {all, waitFor} from '@motion-canvas/core';

import {AttentionArcs, SHARE_NOTES} from '../components/AttentionArcs.ts';
import {HEAD_MAP, HeadMap} from '../components/HeadMap.ts';
import {LEGEND, Legend} from '../components/Legend.ts';
import {TokenStrip} from '../components/TokenStrip.ts';
import {bottomOf, centreOf, STAGE} from '../components/box.ts';
import {tokenLabel} from '../components/token-label.ts';
import {openCapture} from '../captured/open-capture.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './what-is-it.capture.ts';
import captured from './what-is-it.captured';
import script from './what-is-it.script';

/** Room below the sentence for the percentages and the query's name. */
const BELOW = 104;
/** A long text takes at most so many lines. */
const LINES = 5;

export default makeScene2D(function* (view) {
  const {tokens, heads, headSteps, headKinds, attention, source} = openCapture(
    declaration,
    captured,
  );
  const query = heads.antecedent.query.index;
  const {most} = headKinds.limits;
  const rowOf = ({layer, head}: {layer: number; head: number}) =>
    attention.pattern(layer, head).at(query);
  /** What a head gives to the token that its rule names, for the captions. */
  const gives = (name: 'antecedent' | 'name' | 'before') => {
    const {key} = heads[name];
    return {token: tokenLabel(key), share: key.share};
  };
  /** The token to which a head gives most. */
  const best = (name: keyof typeof heads) => headSteps.of(name).keys[0];

  /** Whether the model has a head that does what the caption says of it. */
  const holds = (name: 'name' | 'before' | 'even'): boolean => {
    if (name === 'even') return true;
    const {key} = heads[name];
    return name === 'name' ? best(name).index === key.index : key.share >= most;
  };

  const lesson = useLesson(view, script, {
    query: tokenLabel(tokens[query]),
    count: tokens.length,
    heads: attention.layers * attention.heads,
    antecedent: gives('antecedent'),
    name: gives('name'),
    before: gives('before'),
    even: {largest: best('even').share},
    sink: {share: rowOf(heads.sink).data[0], mean: heads.sink.score},
  });

  const right = FRAME.width - LAYOUT.marginX;
  const top = LAYOUT.stage.top + 10;
  const strip = new TokenStrip({
    ...{tokens, source, query, lines: LINES, notes: SHARE_NOTES, cut: 0},
    top: 0,
  });
  const height = strip.bottom;
  strip.top(centreOf(STAGE).y - height / 2);
  const low = bottomOf(STAGE) - height - BELOW + SHARE_NOTES;
  const legend = new Legend({
    label: lesson.word('legend'),
    explains: {kind: 'widths'},
    ...{right, top, opacity: 0},
  });
  const map = new HeadMap({
    layers: attention.layers,
    heads: attention.heads,
    words: {layer: lesson.word('layer'), head: lesson.word('head')},
    right: right - LEGEND.width - LAYOUT.air,
    top,
    opacity: 0,
  });
  map.set(heads.antecedent);
  const arcs = new AttentionArcs({
    strip,
    query,
    row: rowOf(heads.antecedent),
    ceiling: top + HEAD_MAP.height + 2 * LAYOUT.air,
    queryWord: lesson.word('query'),
  });
  view.add([arcs, strip, legend, map]);

  /** The same sentence in another head. */
  function* turnTo(place: {layer: number; head: number}) {
    yield* all(map.select(place, SLOW), arcs.row(rowOf(place), SLOW, EASE));
  }

  yield* lesson.cue('sentence');
  yield* strip.shown(tokens.length, tokens.length * STAGGER);
  yield* strip.cut(1, SLOW, EASE);

  yield* lesson.cue('question');
  yield* strip.asking(1, MOVE, EASE);
  yield* strip.masked(1, MOVE, EASE);

  yield* lesson.cue('answer');
  yield* strip.top(low, MOVE, EASE);
  yield* all(legend.opacity(1, QUICK), map.opacity(1, QUICK));
  yield* arcs.grown(1, SLOW * 1.5, EASE);

  yield* lesson.cue('whole');
  yield* arcs.shares(1, MOVE, EASE);

  for (const name of ['name', 'before', 'even'] as const) {
    if (!holds(name)) lesson.skip(name);
    else {
      yield* lesson.cue(name);
      yield* turnTo(heads[name]);
    }
  }

  const hasSink = heads.sink.score >= most;
  lesson.skip(hasSink ? 'no-sink' : 'sink');
  yield* lesson.cue(hasSink ? 'sink' : 'no-sink');
  yield* turnTo(heads.sink);

  yield* lesson.cue('close');
  yield* turnTo(heads.antecedent);
  yield* waitFor(QUICK);
  yield* lesson.finish();
});
