import {expect, test} from 'vitest';

import {neededGraph} from '../../../data-extract/graph/needed-graph.ts';
import {makeNode} from '../../../data-extract/graph/onnx.ts';
import type {OnnxGraph} from '../../../data-extract/graph/onnx.ts';

const output = (name: string): OnnxGraph['outputs'][number] => ({
  name,
  elemType: 1,
  shape: [],
  place: null,
});
const empty: OnnxGraph = {
  nodes: [],
  initializers: new Map(),
  inputs: [],
  outputs: [output('logits'), output('present')],
};
// ids - embed - norm - product - logits, and present beside the norm.
const graph: OnnxGraph = {
  ...empty,
  nodes: [
    makeNode('Gather', ['table', 'ids'], ['embed']),
    makeNode('LayerNormalization', ['embed', '', 'bias'], ['norm']),
    makeNode('MatMul', ['norm', 'head'], ['product']),
    makeNode('Add', ['product', 'bias'], ['logits']),
    makeNode('Identity', ['embed'], ['present']),
  ],
};

test.each<[string[], string[], string]>([
  [['logits', 'present'], [], 'embed norm product logits present'],
  [['present'], [], 'embed present'],
  [['present'], ['norm'], 'embed norm present'],
  [['present'], ['product', 'made/elsewhere', ''], 'embed norm product present'],
  [[], [], ''],
  [[], ['table'], ''],
])('outputs %j, read %j: %s', (outputs, read, nodes) => {
  const found = neededGraph(graph, outputs, read);
  expect(found.nodes.flatMap(node => node.outputs).join(' ')).toBe(nodes);
  expect(found.outputs.map(({name}) => name)).toEqual(outputs);
  expect(found.initializers).toBe(graph.initializers);
});

test('around a body all nodes stay: what it reads of them is not written down', () => {
  const loop = makeNode('Loop', ['count'], ['last'], {body: {graph: empty}});
  const looping = {...graph, nodes: [...graph.nodes, loop]};
  expect(neededGraph(looping, ['present'], []).nodes).toBe(looping.nodes);
});
