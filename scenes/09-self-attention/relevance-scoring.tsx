import {makeScene2D} from '@motion-canvas/2d';
import {all} from '@motion-canvas/core';

import {openCapture} from '../captured/open-capture.ts';
import {dotTerms, largest, pick} from '../captured/products.ts';
import {Tensor} from '../captured/tensor.ts';
import {ScoreTable} from '../components/ScoreTable.ts';
import {Sum} from '../components/Sum.ts';
import {VectorRow} from '../components/VectorRow.ts';
import {STAGE} from '../components/box.ts';
import {chooseKeys} from '../components/key-rows.ts';
import {tokenLabel} from '../components/token-label.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {mask, score, softmax} from '../motion/verbs.ts';
import {figure} from '../script/interpolate.ts';
import {EASE, MOVE, QUICK, SLOW, STAGGER} from '../theme/motion.ts';
import declaration from './relevance-scoring.capture.ts';
import captured from './relevance-scoring.captured';
import {planTerms} from './relevance-scoring.plan.ts';
import script from './relevance-scoring.script';

/** Rows of the table, and products that are written out. */
const ROWS = 14;
const TERMS = 6;
/** Seconds for one row to be scaled. */
const ROW = 0.1;

export default makeScene2D(function* (view) {
  const {tokens, heads, attention, headValues} = openCapture(declaration, captured);
  const {layer, head, from, to} = heads.antecedent;
  const at = from ?? 0;
  const target = to ?? 0;
  const {scale} = attention.facts(layer);
  if (scale === null) {
    throw new Error(
      `Scores of layer ${layer} are no multiple of q · k; this scene needs that.`,
    );
  }
  const isTurned = headValues.has('rot_q', layer);
  const ofHead = (part: 'q' | 'k' | 'rot_q' | 'rot_k'): Tensor =>
    headValues.head(part, layer, head);
  const queries = [ofHead('q').at(at), ofHead(isTurned ? 'rot_q' : 'q').at(at)] as const;
  const keys = [ofHead('k'), ofHead(isTurned ? 'rot_k' : 'k')] as const;
  const [, query] = queries;
  const scaled = attention.scores(layer, head).at(at);
  const shares = attention.pattern(layer, head).at(at);
  const sums = tokens.map((_, key) => dotTerms(query, keys[1].at(key)).sum);
  const raw = new Tensor(
    Float32Array.from(sums),
    [tokens.length],
    ['key'],
    scaled.source,
  );
  const {terms} = dotTerms(query, keys[1].at(target));
  const chosen = largest(terms, Math.min(TERMS, terms.length));
  const products = new Tensor(terms, [terms.length], ['d_head'], query.source);
  const rest = sums[target] - chosen.reduce((sum, i) => sum + terms[i], 0);
  const visible = shares.data.subarray(0, at + 1);
  const [best, second] = largest(visible, 2);
  const keyRows = chooseKeys(shares.data, at, ROWS);
  const size = query.data.length;

  const lesson = useLesson(view, script, {
    token: tokenLabel(tokens[at]),
    target: tokenLabel(tokens[target]),
    size,
    raw: sums[target],
    scaled: scaled.data[target],
    share: shares.data[target],
    root: Math.sqrt(size),
    scale,
    best: tokenLabel(tokens[best]),
    second: tokenLabel(tokens[second ?? best]),
    gap: scaled.data[best] - scaled.data[second ?? best],
    factor: Math.round(shares.data[best] / shares.data[second ?? best]),
    others: keyRows.others?.count ?? 0,
  });
  const isRoot = Math.abs(scale * Math.sqrt(size) - 1) < 1e-3;
  const table = new ScoreTable({
    tokens: tokens.map(tokenLabel),
    query: at,
    ...{keyRows, queries, keys, raw, scaled, shares, box: STAGE},
    words: {
      query: lesson.word('query'),
      position: lesson.word('position'),
      keys: lesson.word('keys'),
      raw: 'q · k',
      scaled: isRoot ? `÷ √${size}` : `× ${figure(scale, 3)}`,
      share: lesson.word('softmax'),
      others: lesson.word('others'),
    },
  });
  const place = planTerms();
  const zoom = {labelSide: 'left', zoomed: 1, partGap: 8} as const;
  const parts = chosen.map(() => '');
  const figures = [
    new VectorRow({
      ...{values: pick(query, chosen), box: place.query, role: 'query', label: 'q'},
      ...{...zoom, parts},
    }),
    new VectorRow({
      ...{
        values: pick(keys[1].at(target), chosen),
        box: place.key,
        role: 'key',
        label: 'k',
      },
      ...{...zoom, parts},
    }),
    new VectorRow({
      ...{values: pick(products, chosen), box: place.products, role: 'score'},
      ...{...zoom, label: 'q × k', parts: chosen.map(i => `#${i}`), decimals: 1},
    }),
  ];
  const sum = new Sum({
    lines: [
      {word: lesson.word('more'), value: rest, at: place.others},
      {word: 'q · k', value: sums[target], at: place.sum},
    ],
    source: query.source,
  });
  view.add([table, ...figures, sum]);

  yield* lesson.cue('rows');
  yield* table.shown(table.count, table.count * STAGGER * 2);

  lesson.skip(isTurned ? 'unturned' : 'turned');
  yield* lesson.cue(isTurned ? 'turned' : 'unturned');
  if (isTurned) yield* table.turned(1, SLOW * 2, EASE);

  yield* lesson.cue('terms');
  table.kept([table.rowOf(target)]);
  yield* all(table.picked(1, MOVE, EASE), table.columns(3, SLOW, EASE));
  yield* all(
    table.term(0.5, SLOW * 1.5),
    ...figures.slice(0, 2).map(row => row.shown(1, SLOW * 1.5, EASE)),
  );
  yield* figures[2].shown(1, SLOW, EASE);
  yield* all(table.term(1, SLOW), sum.shown(1, SLOW, EASE));

  yield* lesson.cue('all');
  yield* all(
    ...[...figures, sum].map(node => node.opacity(0, QUICK)),
    table.picked(0, QUICK),
    table.columns(1, SLOW, EASE),
  );
  yield* score(table);

  lesson.skip(isRoot ? 'scaled' : 'root');
  yield* lesson.cue(isRoot ? 'root' : 'scaled');
  yield* table.columns(2, MOVE, EASE);
  yield* table.divided(table.count, Math.max(SLOW, table.count * ROW));

  const hidden = tokens.length - 1 - at;
  if (hidden === 0) lesson.skip('mask');
  else {
    yield* lesson.cue('mask');
    yield* mask(table, {to: hidden});
  }

  yield* lesson.cue('softmax');
  yield* table.columns(3, MOVE, EASE);
  yield* softmax(table);

  if (second === undefined) lesson.skip('sharp');
  else {
    yield* lesson.cue('sharp');
    table.kept([best, second].map(key => table.rowOf(key)));
    table.term(0);
    yield* table.picked(1, MOVE, EASE);
  }
  yield* lesson.finish();
});
