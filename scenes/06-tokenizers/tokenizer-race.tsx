import {makeScene2D} from '@motion-canvas/2d';
import {all, linear} from '@motion-canvas/core';

import {openTokens} from '../captured/tokens.ts';
import {TextRibbon} from '../components/TextRibbon.ts';
import {TokenizerRows} from '../components/TokenizerRows.ts';
import {zoom} from '../motion/verbs.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {EASE, MOVE, QUICK, SLOW} from '../theme/motion.ts';
import captured from './tokenizer-race.captured';
import noSpaceCaptured from './tokenizer-race.no-space.captured';
import {describeRace} from './tokenizer-race.facts.ts';
import script from './tokenizer-race.script';

/** Seconds that all tokenizers take to read the text. */
const READING = 5;
const NO_SPACE = 'no-space';
/** Cues that go near, and the part of the text that each is about. */
const LOOKS = {
  capitals: 'capitals',
  [NO_SPACE]: 'capitals',
  symbols: 'symbols',
  gap: 'gap',
  digits: 'digits',
};

export default makeScene2D(function* (view) {
  const race = openTokens(captured);
  const {text, tokenizers, parts} = race;
  const noSpace = openTokens(noSpaceCaptured);
  const {values, told} = describeRace(race, noSpace);
  const lesson = useLesson(view, script, values);

  const right = FRAME.width - LAYOUT.marginX;
  const ribbon = new TextRibbon({
    ...{text, left: LAYOUT.marginX, right, top: LAYOUT.stage.top},
  });
  const near = Object.keys(parts).map(name => [
    name,
    {
      tokens: tokenizers.map(one =>
        one.tokens.slice(one.parts[name].first, one.parts[name].end),
      ),
      first: tokenizers.map(one => one.parts[name].first),
    },
  ]);
  const top = ribbon.bottom + LAYOUT.air;
  const rows = new TokenizerRows({
    text,
    rows: tokenizers,
    views: {
      ...(Object.fromEntries(near) as Record<string, never>),
      [NO_SPACE]: {tokens: noSpace.tokenizers.map(({tokens}) => tokens)},
    },
    box: {
      ...{x: LAYOUT.marginX, y: top, width: right - LAYOUT.marginX},
      height: LAYOUT.stage.bottom - LAYOUT.air - top,
    },
  });
  view.add([ribbon, rows]);

  /** Go near a part of the text, from afar or from another part. */
  function* look(part: string) {
    if (rows.zoomed() > 0) yield* all(zoom(rows, {to: 0}), ribbon.marked(0, QUICK));
    ribbon.part = parts[part];
    yield* ribbon.marked(1, QUICK, EASE);
    yield* rows.turnTo(part, 0);
    yield* zoom(rows);
  }

  yield* lesson.cue('text');
  yield* ribbon.shown(1, SLOW * 2, linear);
  yield* rows.named(tokenizers.length, tokenizers.length * QUICK * 0.6, linear);

  yield* lesson.cue('race');
  ribbon.read(0);
  yield* all(ribbon.read(1, READING, linear), rows.read(1, READING, linear));

  for (const [cue, part] of Object.entries(LOOKS)) {
    if (!told.has(cue)) {
      lesson.skip(cue);
      continue;
    }
    yield* lesson.cue(cue);
    if (cue === NO_SPACE) yield* rows.turnTo(cue, SLOW * 2);
    else yield* look(part);
  }

  yield* lesson.cue('close');
  yield* all(zoom(rows, {to: 0}), ribbon.marked(0, MOVE));
  yield* lesson.finish();
});
