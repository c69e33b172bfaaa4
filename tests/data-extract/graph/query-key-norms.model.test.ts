import {expect, test} from 'vitest';

import {patternOf, valueOf} from '../../../data-extract/stage/stage-run.ts';
import {difference} from '../capture-for-test.ts';
import {groupQuery} from './toy/attention.ts';
import {runToy} from './toy/run-toy.ts';
import {OWN_HEADS, toyModel} from './toy/toy-model.ts';

const withNorms = (norms: 'built in' | 'before') =>
  runToy(toyModel({attend: groupQuery({rotary: true, norms}), past: OWN_HEADS}), true);

test('norms of queries and keys that an operator has built in are taken out of it', async () => {
  const [built, before] = [await withNorms('built in'), await withNorms('before')];
  expect(built.stage.map.unrecognised).toEqual([]);
  expect(built.checks.filter(({error}) => !(error < 1e-4))).toEqual([]);
  const [own, theirs] = [built, before].map(({run}) => valueOf(run, 'logits').data);
  expect(difference(own, theirs)).toBeLessThan(1e-6);
  built.run.map.attention.forEach((site, i) => {
    const other = before.run.map.attention[i];
    expect(
      difference(
        patternOf(built.run, site.pattern).data,
        patternOf(before.run, other.pattern).data,
      ),
    ).toBeLessThan(1e-6);
    // What the linear layers made is apart from what the norms made of it.
    const {index} = built.stage.map;
    const made = [site.query, site.key].map(part =>
      index.origin(part?.projected.tensor ?? ''),
    );
    expect(made).toEqual([`wq${i}_out`, `wk${i}_out`]);
    expect(site.query?.turned).toBe(false);
  });
});
