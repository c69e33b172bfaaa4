import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import {capture} from '../../../data-extract/capture.ts';
import {writeSafetensors} from '../../../data-extract/capture/safetensors.ts';
import {ROOT} from '../../../foundations/root.ts';
import type {CaptureFiles} from '../../../scenes/captured/open-capture.ts';
import {attention} from '../../../scenes/figures/attention.facts.ts';
import {NO_OPTIONS} from '../../../scenes/figures/figure-kind.ts';
import {lens} from '../../../scenes/figures/lens.facts.ts';
import {neurons} from '../../../scenes/figures/neurons.facts.ts';
import {nextToken} from '../../../scenes/figures/next-token.facts.ts';
import {residual} from '../../../scenes/figures/residual.facts.ts';
import {openTensor} from '../../../scenes/figures/stored-tensor.ts';
import {pageOf} from '../../../studio/figure/html/page-kinds.ts';

/** `<|endoftext|> but cl et find`, and the id of `<pad>`. */
const [READ, PAD] = [[0, 413, 500, 312, 600], 1];
const HIDDEN = [PAD, PAD, PAD];

async function capturedWith(ids: readonly number[]): Promise<CaptureFiles> {
  const data = ids.map(id => (id === PAD ? 0 : 1));
  const made = await capture({
    model: join(ROOT, 'assets/models/tiny-decoder'),
    ids,
    feeds: {attention_mask: {data, shape: [1, ids.length]}},
    probes: {
      attention: {pattern: true},
      residual: {at: ['pre', 'post'], lengths: true},
      logits: {topK: 10},
      lens: {topK: 1},
      neurons: {},
    },
  });
  const stored = made.capture.tensors.map(({name, shape}) => {
    const {data} = made.tensor(name);
    return [name, {dtype: 'F32' as const, shape, data}] as const;
  });
  return {capture: made.capture, tensors: writeSafetensors(new Map(stored), {})};
}

const plain = await capturedWith(READ);

describe.each([
  ['left', [...HIDDEN, ...READ]],
  ['right', [...READ, ...HIDDEN]],
])('padding on the %s', (_, ids) => {
  const files = capturedWith(ids);

  test('is no part of attention', async () => {
    for (const view of ['arcs', 'grid', 'heads']) {
      const options = {...NO_OPTIONS, view, layer: 1, head: 2};
      const [padded, whole] = [
        attention.read(await files, options, 'whole'),
        attention.read(plain, options, 'whole'),
      ];
      const [found, expected] = [padded, whole].map(figure =>
        figure.view === 'arcs'
          ? [figure.row]
          : figure.view === 'grid'
            ? [figure.pattern]
            : figure.patterns,
      );
      found.forEach((stored, i) => {
        const [a, b] = [openTensor(stored), openTensor(expected[i])];
        expect(a.shape).toEqual(b.shape);
        // Turning positions in makes the same of all texts that start later.
        a.data.forEach((share, j) => expect(share).toBeCloseTo(b.data[j], 4));
      });
      if (padded.view === 'arcs') {
        expect(padded.tokens.map(({id}) => id)).toEqual(READ);
        expect(padded.window.padding).toBe(3);
      }
    }
  });

  test('is neither a column nor what is asked', async () => {
    const windows = [
      residual.read(await files, NO_OPTIONS, 'whole'),
      lens.read(await files, NO_OPTIONS, 'whole'),
      nextToken.read(await files, NO_OPTIONS, 'whole').prompt,
      neurons.read(await files, NO_OPTIONS, 'whole').prompt,
    ];
    for (const {tokens, window} of windows) {
      expect(tokens.map(({id}) => id)).toEqual(READ);
      expect(window).toEqual({first: 0, end: 5, all: 5, padding: 3});
    }
    const [found, expected] = [await files, plain].map(
      one => nextToken.read(one, NO_OPTIONS, 'whole').top[0],
    );
    expect(found).toEqual(expected);
  });

  test.each(['attention', 'lens', 'next-token'] as const)(
    'is not on a page: %s',
    async kind => {
      const request = {files: await files, options: NO_OPTIONS, layers: null};
      const [values] =
        pageOf(kind)
          ?.read(request)
          .map(read => read()) ?? [];
      expect(values.padding).toBe(3);
      const {tokens, ...rest} =
        values.kind === 'attention'
          ? {...values.start, tokens: values.stacks[0].queries}
          : values;
      expect(tokens.map(({id}) => id)).toEqual(READ);
      if ('positions' in rest) expect(rest.positions).toHaveLength(READ.length);
    },
  );
});
