import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import type {Check} from '../../../data-extract/checks/part.ts';
import {worstOf} from '../../../data-extract/checks/stage-checks.ts';
import type {
  AttentionSite,
  BlockSite,
  ModelMap,
} from '../../../data-extract/graph/model-map.ts';
import {runStage} from '../../../data-extract/pipeline/run-stage.ts';
import {openStage} from '../../../data-extract/run/open-stage.ts';
import type {Stage} from '../../../data-extract/run/open-stage.ts';
import {keepSessions} from '../../../data-extract/run/sessions.ts';
import {remakesInGraph} from '../../../data-extract/stage/samples.ts';
import {ROOT} from '../capture-for-test.ts';

let stage: Stage;
beforeAll(() => {
  const file = join(ROOT, 'assets/models/tiny-decoder/onnx/model.onnx');
  stage = openStage(file, {withPast: false, body: 'decoder'});
});

/**
 * The checks of a run in which the model was read as the map says.
 *
 * @param often - Whether values are made again in the graph, not of what has left it.
 */
async function checksOf(
  map: ModelMap,
  length: number,
  often: boolean,
): Promise<{checks: Check[]; all: Check[]; inGraph: boolean}> {
  const ids = Array.from({length}, (_, i) => (i * 37 + 11) % 2048);
  const {checks, run} = await runStage({
    stage: {...stage, map},
    withPast: null,
    input: {ids: [ids]},
    probes: [],
    device: 'cpu',
    sessions: keepSessions('cpu', 0),
    checksModel: false,
    outputs: [],
    context: {
      stack: 'only',
      rules: {},
      layers: [],
      labels: null,
      map,
      causal: true,
      identity: false,
      scores: null,
      whole: new Set(),
      often,
      together: true,
      tokens: ids.map(id => ({
        id,
        text: '',
        bytes: '',
        start: 0,
        end: 0,
        special: false,
      })),
      crossTokens: [],
      piece: () => ({text: '', bytes: '', special: false}),
      idsOf: () => [],
    },
  });
  return {checks: worstOf(checks), all: checks, inGraph: remakesInGraph(run)};
}

/** One attention is read wrongly: some of what is said of it is said of another. */
const ofAttention =
  (change: (site: AttentionSite, other: AttentionSite) => Partial<AttentionSite>) =>
  (map: ModelMap): ModelMap => {
    const [, other, site] = map.attention;
    const changed = {...site, ...change(site, other)};
    return {
      ...map,
      attention: map.attention.map(one => (one === site ? changed : one)),
      blocks: map.blocks.map(block =>
        block.attention === site ? {...block, attention: changed} : block,
      ),
    };
  };

const ofBlock =
  (change: (block: BlockSite, other: BlockSite) => Partial<BlockSite>) =>
  (map: ModelMap): ModelMap => ({
    ...map,
    blocks: map.blocks.map((block, i) =>
      i === 2 ? {...block, ...change(block, map.blocks[1])} : block,
    ),
  });

/** Ways of reading a model wrongly, and the check that notices. */
const SPOILED: [string, (map: ModelMap) => ModelMap, string][] = [
  [
    "another layer's pattern",
    ofAttention((_, {pattern}) => ({pattern})),
    'pattern x v = z',
  ],
  [
    'scores in place of the pattern',
    ofAttention(({scores, pattern}) => ({pattern: scores?.tensor ?? pattern})),
    'pattern rows sum to 1',
  ],
  [
    "another layer's scores before the softmax",
    ofAttention(({softmax}, other) => ({
      softmax: softmax &&
        other.softmax && {input: other.softmax.input, output: softmax.output},
    })),
    'softmax(scores) = pattern',
  ],
  [
    "another layer's scores",
    ofAttention((_, {scores}) => ({scores})),
    'scale x q x k = scores',
  ],
  [
    'queries before positions are turned in',
    ofAttention(({query}) => ({query: query && {...query, rotated: query.projected}})),
    'scale x q x k = scores',
  ],
  ["another layer's values", ofAttention((_, {value}) => ({value})), 'pattern x v = z'],
  [
    'heads taken for positions',
    ofAttention(({value}) => ({
      value: value && {...value, projected: {...value.projected, axes: 'bhsd'}},
    })),
    'pattern x v = z',
  ],
  [
    "another layer's keys as those that are turned",
    ofAttention(({key}, other) => ({
      key: key && other.key && {...key, projected: other.key.projected},
    })),
    'turned q, k keep their lengths',
  ],
  [
    "another layer's output projection",
    ofBlock(({attention}, other) => ({
      attention: attention && {...attention, output: other.attention?.output ?? null},
    })),
    'z x W_O = attn_out',
  ],
  [
    'a stream without what attention adds',
    ofBlock(({steps: [first, ...rest]}) => ({
      steps: [{...first, sum: first.stream}, ...rest],
    })),
    'resid_mid = resid_pre + attn_out',
  ],
  [
    "another norm's gain",
    ofBlock(({norms: [first, second]}) => ({
      norms: [{...first, site: {...first.site, gain: second.site.gain}}, second],
    })),
    'norm(input) = normalized',
  ],
  [
    'the head of another stream',
    map => ({
      ...map,
      head: map.head && {...map.head, normalized: map.blocks[1].norms[0].site.output},
    }),
    'ln_final x W_U = logits',
  ],
];

/** All positions of a short text are looked at, some of a longer one. */
const WAYS = [12, 40, 150].flatMap(length =>
  [false, true].map(often => ({length, often})),
);

test.each(WAYS)('of $length positions every check holds, often: $often', async way => {
  const {length, often} = way;
  const {checks, inGraph} = await checksOf(stage.map, length, often);
  expect(inGraph).toBe(often);
  expect(checks.length).toBeGreaterThan(8);
  expect(checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
  const rows = new Map(checks.map(check => [check.name, check.rows ?? null]));
  const [looked, remade] = [64, 16].map(most =>
    length > most ? {checked: most, of: length} : null,
  );
  expect(rows.get('pattern rows sum to 1')).toEqual(looked);
  expect(rows.get('softmax(scores) = pattern')).toEqual(looked);
  expect(rows.get('norm(input) = normalized')).toEqual(remade);
  expect(rows.get('pattern x v = z')).toEqual(remade);
  expect(rows.get('z x W_O = attn_out')).toEqual(remade);
});

describe.each(WAYS.filter(({length}) => length !== 40))(
  'of $length positions, often: $often',
  ({length, often}) => {
    test.each(SPOILED)('%s is noticed', async (_what, spoil, name) => {
      const {checks, all} = await checksOf(spoil(stage.map), length, often);
      expect(checks.find(check => check.name === name)?.error).toBeGreaterThan(0.01);
      // Of no other layer's tensors, though all layers may be checked together.
      const spoiled = all.flatMap(({error, of = []}) => (error > 0.01 ? of : []));
      const others = spoiled.filter(part => !/^(blocks\.2|results)\./.test(part));
      expect(others).toEqual([]);
    });
  },
);
