import {expect, test} from 'vitest';

import {checkLayers, checkRequests} from '../../../data-extract/probes/check-requests.ts';
import {PROBE_NAMES, probesNamed} from '../../../data-extract/probes/defaults.ts';
import type {ProbeRequests} from '../../../data-extract/probes/requests.ts';

test('what probes capture by default is what they take', () => {
  expect(() => checkRequests(probesNamed(PROBE_NAMES))).not.toThrow();
});

test.each([
  {logits: {topK: 3, positions: undefined}},
  {attention: undefined},
  {weights: [{name: 'embed', rows: 'tokens'}]},
  {residual: {at: ['pre'], layers: [-1, 'antecedent'], lengths: true}},
  {generation: {strategy: 'beam', beams: 2, steps: 3, candidates: 0}},
] as ProbeRequests[])('%j is taken', requests => {
  expect(() => checkRequests(requests)).not.toThrow();
});

test.each([
  [{attention: {patern: true}}, 'there is no such option. Did you mean "pattern"?'],
  [{headKinds: {layers: [1]}}, 'probes.headKinds.layers: there is no such option.'],
  [{logits: {topK: 0}}, 'probes.logits.topK: 0 is not what it takes.'],
  [{logits: {topK: 1.5}}, 'probes.logits.topK: 1.5 is not'],
  [{logits: {}}, 'probes.logits has no topK.'],
  [{logits: {topK: 1, positions: []}}, 'probes.logits.positions: [] is not'],
  [{lens: {topK: 1, positions: ['a']}}, 'probes.lens.positions: ["a"] is not'],
  [{generation: {strategy: 'beam', steps: 1, candidates: 1}}, 'has no beams.'],
  [{generation: {strategy: 'sample', steps: 1, candidates: 1}}, 'has no seed.'],
  [{residual: true}, 'probes.residual has no at.'],
  [{residual: {at: ['pst']}}, 'probes.residual.at: ["pst"] is not'],
  [{attention: {pattern: true, layers: []}}, 'probes.attention.layers: [] is not'],
  [{weights: [{name: 5, rows: 'tokens'}]}, 'probes.weights.name: 5 is not'],
])('%j is refused', (requests, message) => {
  expect(() => checkRequests(requests as unknown as ProbeRequests)).toThrow(message);
});

const ofLayers = (...layers: number[]): ProbeRequests => ({
  attention: {pattern: true, layers},
});

// One that is not there beside one that is, is left out and named.
test.each([[[0, 3]], [[-4]], [[-1, 2]], [[0, 9]]])(
  'of layers %j four have one at least',
  layers => {
    expect(() =>
      checkLayers(ofLayers(...layers), [{layers: [0, 1, 2, 3]}]),
    ).not.toThrow();
  },
);

test.each([
  [[4, 9], '4, 9'],
  [[-5], '-5'],
])('of layers %j four have none', (layers, beyond) => {
  expect(() => checkLayers(ofLayers(...layers), [{layers: [0, 1, 2, 3]}])).toThrow(
    `probes.attention.layers: the model has no layer ${beyond}.`,
  );
});

test('a layer that one of two graphs has is there', () => {
  const contexts = [{layers: [0, 1]}, {layers: [0, 1, 2, 3]}];
  expect(() => checkLayers(ofLayers(3), contexts)).not.toThrow();
});
