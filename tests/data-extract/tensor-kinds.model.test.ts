import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {describe, expect, test} from 'vitest';

import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {CaptureDeclaration} from '../../data-extract/declare/declaration.ts';
import {PROBES} from '../../data-extract/probes/all.ts';
import type {TensorInfo} from '../../data-extract/stage/tensor-info.ts';
import type {TensorKind} from '../../data-extract/stage/tensor-kind.ts';
import {TEXT_TENSORS} from '../../data-extract/text-capture/text-tensors.ts';
import {filesIn} from '../../foundations/files/files-in.ts';
import {captureOf, ROOT} from './capture-for-test.ts';

const OF_PROBES = Object.values(PROBES).flatMap(({tensors}) => tensors);
const OF_TEXTS = Object.values(TEXT_TENSORS).flat();

/** A name as the table writes it: layers, heads and halves of a model left open. */
const patternOf = (name: string): string =>
  name
    .replace(/^(?:encoder|decoder)\.(?=\d)/, 'blocks.')
    .replace(/^(?:encoder|decoder)\.(?=hook_.*embed|ln_final)/, '')
    .replace(/^blocks\.\d+\./, 'blocks.{l}.')
    .replace(/\.\d+$/, '.{h}')
    .replace(/^(weights|analogy)\..+$/, '$1.{name}');

const isListed = ({name, axes}: TensorInfo, kinds: readonly TensorKind[]): boolean =>
  kinds.some(kind => kind.name === patternOf(name) && kind.axes.join() === axes.join());

const missing = ({tensors}: CaptureFile, kinds: readonly TensorKind[]): TensorInfo[] =>
  tensors.filter(tensor => !isListed(tensor, kinds));

test("every tensor of the course's captures is of a listed kind", () => {
  const files = filesIn(join(ROOT, 'assets/captures')).filter(file =>
    file.endsWith('/capture.json'),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const capture = JSON.parse(readFileSync(file, 'utf8')) as CaptureFile;
    expect(missing(capture, capture.results.text ? OF_TEXTS : OF_PROBES), file).toEqual(
      [],
    );
  }
});

const STREAM: CaptureDeclaration['probes'] = {
  embeddings: {tokens: true, positions: true},
  norms: {
    of: [
      'in',
      'mean_in',
      'mean',
      'centred',
      'scale',
      'divided',
      'gain',
      'bias',
      'normalized',
    ],
  },
  headValues: {of: ['q', 'k', 'v', 'rot_q', 'rot_k', 'z']},
  attention: {pattern: true, scores: true},
  patternParts: {rows: [0, -1], blocks: 2},
  outputs: {of: ['attn_out', 'cross_attn_out', 'mlp_out']},
  mlp: {of: ['pre', 'act', 'pre_linear', 'post']},
  residual: {at: ['pre', 'mid', 'attended', 'post'], lengths: true},
};

describe('what a probe captures is of one of its own kinds', () => {
  test.each<CaptureDeclaration>([
    {
      role: 'decoder',
      text: 'Lily saw a bird.',
      heads: {first: {rule: 'previous-token'}},
      probes: {
        ...STREAM,
        headSteps: {
          heads: ['first'],
          of: ['raw', 'scaled', 'masked', 'terms', 'weighted', 'result', 'input'],
        },
        rotary: {head: 'first'},
        tiles: {head: 'first'},
        neurons: {},
        unembed: {},
        headWeights: {head: 'first', of: ['W_Q', 'W_K', 'W_V', 'W_O']},
        weights: {name: 'embed', rows: [0, 1]},
        kvCache: {values: true},
      },
    },
    {
      role: 'encoder',
      text: 'Lily saw a bird.',
      probes: {
        contexts: {word: ' bird', texts: ['Lily saw a bird.', 'A bird sang.']},
      },
    },
    {
      role: 'moe',
      text: 'Lily saw a bird.',
      probes: {router: {scores: true, probabilities: true, outputs: true}},
    },
    {
      role: 'encoder-decoder',
      text: 'Hello.',
      probes: {
        ...STREAM,
        headValues: {of: ['q', 'k', 'v', 'z'], cross: true},
        crossAttention: {pattern: true, scores: true},
        encoderStates: true,
      },
    },
  ])('$role', async declaration => {
    const {capture} = await captureOf(declaration);
    expect(capture.tensors.length).toBeGreaterThan(0);
    const asked = Object.keys(declaration.probes) as (keyof typeof PROBES)[];
    expect(
      missing(
        capture,
        asked.flatMap(probe => PROBES[probe].tensors),
      ),
    ).toEqual([]);
    // And each probe that has kinds has given at least one of them.
    for (const probe of asked) {
      const kinds = PROBES[probe].tensors;
      const given = capture.tensors.some(tensor => isListed(tensor, kinds));
      expect(given, probe).toBe(kinds.length > 0);
    }
  });
});
