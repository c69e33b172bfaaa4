import {expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';
import {sceneOf} from '../../../studio/course/scene-files.ts';
import {usedCaptures} from '../../../studio/freshness/stale-captures.ts';

test('the captures of a scene are those that it declares or imports', async () => {
  const scenes = ['09-self-attention/causal-mask', 'gallery/attention-arcs'].map(sceneOf);
  const used = await usedCaptures(ROOT, scenes);
  const ids = (scene: string) => used.get(scene)?.map(({id}) => id);
  expect(ids('09-self-attention/causal-mask')).toEqual([
    '09-self-attention/causal-mask',
    '09-self-attention/causal-mask.encoder',
  ]);
  expect(ids('gallery/attention-arcs')).toEqual(['09-self-attention/what-is-it']);
});
