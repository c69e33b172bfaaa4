import {join} from 'node:path';

import {expect, test} from 'vitest';

import {capture} from '../../../../data-extract/capture.ts';
import type {ProbeRequests} from '../../../../data-extract/declare/declaration.ts';
import {writeSafetensors} from '../../../../data-extract/capture/safetensors.ts';
import {ROOT} from '../../../../foundations/root.ts';
import {NO_OPTIONS} from '../../../../scenes/figures/figure-kind.ts';
import {nextToken} from '../../../../scenes/figures/next-token.facts.ts';
import {openTensor} from '../../../../scenes/figures/stored-tensor.ts';
import {lensPage} from '../../../../studio/figure/html/lens-page.ts';
import {nextTokenPage} from '../../../../studio/figure/html/next-token-page.ts';
import type {PageKind} from '../../../../studio/figure/html/page-kind.ts';

const TEXT = `Lily went to the park. ${'Tom saw a little bird. '.repeat(50)}`;

async function captured(probes: ProbeRequests) {
  const model = join(ROOT, 'assets/models/tiny-decoder');
  const made = await capture({model, text: TEXT, probes});
  return {capture: made.capture, tensors: writeSafetensors(new Map(), {})};
}

const {tokens} = (await captured({logits: {topK: 1, positions: [0]}})).capture;

const pageOf = (page: PageKind, token: number, asked: number | null) => {
  const model = {
    ...({kind: 'decoder', attention: [], heads: null, tokens} as const),
    ...{layers: null, isKept: false},
  };
  const probes = page.probes({...NO_OPTIONS, token}, model);
  return captured(probes).then(files => {
    const request = {files, options: {...NO_OPTIONS, token: asked}, layers: null};
    return page.read(request)[0]();
  });
};

test('a page of next tokens of a long text can be asked at those that lead to one', async () => {
  const page = await pageOf(nextTokenPage, 280, null);
  if (page.kind !== 'next-token') throw new Error('another page');
  expect(page.tokens).toHaveLength(tokens.length);
  expect(page.first).toBe(25);
  expect(page.positions).toHaveLength(256);
  // Where nothing says at which it opens, at the last that it has.
  expect(page.start).toEqual({position: 280});
});

test('a page of the lens likewise', async () => {
  const page = await pageOf(lensPage, 100, 90);
  if (page.kind !== 'lens') throw new Error('another page');
  expect([page.positions[0], page.positions.at(-1)]).toEqual([37, 100]);
  expect(page.start.column).toBe(90 - 37);
});

test('a token that was not asked at is refused, on a page and in a picture', async () => {
  await expect(pageOf(nextTokenPage, 280, 3)).rejects.toThrow(
    'Of the next tokens at token 3 nothing was captured.',
  );
  await expect(pageOf(lensPage, 100, 3)).rejects.toThrow(
    'The lens of the capture was not read at token 3.',
  );
  const asked = nextToken.ofLong?.(
    {...NO_OPTIONS, token: 40},
    {tokens, keys: [], isKept: false},
  );
  expect(asked?.probes).toEqual({logits: {topK: 10, positions: [40]}});
  const files = await captured(asked?.probes ?? {});
  const read = (token: number) => nextToken.read(files, {...NO_OPTIONS, token}, 'whole');
  expect(() => read(41)).toThrow('at token 41 nothing was captured');
  const {prompt, shares, top} = read(40);
  expect(prompt.tokens[prompt.asked]).toEqual(tokens[40]);
  expect([top.length, openTensor(shares).data.length]).toEqual([10, 11]);
});
