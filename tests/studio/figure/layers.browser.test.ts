import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, expect, test} from 'vitest';

import {capture} from '../../../data-extract/capture.ts';
import {ROOT} from '../../../foundations/root.ts';
import {figure} from '../../../studio/figure/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aim-layers-'));
  const made = await capture({
    model: join(ROOT, 'assets/models/tiny-moe'),
    text: 'Lily saw a little bird.',
    probes: {
      attention: {pattern: true, layers: [1, 3]},
      router: {layers: [1, 3]},
    },
  });
  await made.save(folder);
}, 60_000);
afterAll(() => rm(folder, {recursive: true, force: true}));

test.each(['attention', 'experts'] as const)(
  '%s of some layers has their numbers',
  async kind => {
    const svg = await figure(kind, {capture: folder});
    const texts = [...svg.matchAll(/>([^<]*)<\/text>/g)].map(([, text]) => text);
    const layers = texts.filter(text => /^Layer \d+$/.test(text));
    expect(layers).toEqual(['Layer 1', 'Layer 3']);
  },
);
