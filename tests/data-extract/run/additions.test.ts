import {expect, test} from 'vitest';

import {makeNode} from '../../../data-extract/graph/onnx.ts';
import {additionsFor} from '../../../data-extract/run/additions.ts';
import type {Stage} from '../../../data-extract/run/open-stage.ts';
import {NO_EXTRAS} from '../../../data-extract/stage/extras.ts';

/** Of two layers, each with a pattern. */
const NODES = [
  makeNode('Softmax', ['scores0'], ['pattern0']),
  makeNode('MatMul', ['pattern0', 'v0'], ['z0']),
  makeNode('Softmax', ['z0'], ['pattern1']),
];
const STAGE = {
  map: {graph: {nodes: NODES, outputs: []}, index: {parts: new Map()}},
} as unknown as Stage;

const gather = (from: string, to: string) => makeNode('Gather', [from, 'list'], [to]);

test('what is taken from early layers is added last, whoever asks for it', () => {
  const nodes = [
    gather('pattern0', 'rows0'),
    gather('pattern1', 'rows1'),
    gather('rows0', 'again0'),
    gather('pattern0', 'checked0'),
    gather('pattern1', 'checked1'),
  ];
  const outputs = ['again0', 'rows1', 'checked0', 'checked1'];
  const lists = [{name: 'list', values: [1]}];
  const added = additionsFor(STAGE, outputs, {...NO_EXTRAS, nodes, lists});
  expect(added.nodes.map(node => node.outputs[0])).toEqual([
    ...['checked1', 'rows1'],
    ...['checked0', 'rows0', 'again0'],
  ]);
  expect(added.outputs).toEqual(outputs);
  expect(added.inputs).toEqual(['list']);
});

test('parts that are joined are each taken while their tensor is at hand', () => {
  const nodes = [
    gather('pattern0', 'rows0'),
    gather('pattern1', 'rows1'),
    makeNode('Concat', ['rows0', 'rows1'], ['joined']),
  ];
  const lists = [{name: 'list', values: [1]}];
  const early = ['rows0', 'rows1', 'pattern0', 'rows0', 'unread'];
  const added = additionsFor(STAGE, ['joined'], {...NO_EXTRAS, nodes, lists, early});
  expect(added.nodes.map(node => node.outputs[0])).toEqual([
    ...['rows0', 'rows1', 'joined'],
    // Last, and so first, what the first layer has.
    ...['rows1/taken', 'rows0/taken'],
  ]);
  expect(added.outputs).toEqual(['joined']);
});
