import {describe, expect, test} from 'vitest';

import {makeNode} from '../../../data-extract/graph/onnx.ts';
import {JoinMemory, NO_EXTRAS, sameExtras} from '../../../data-extract/stage/extras.ts';
import type {Extras} from '../../../data-extract/stage/extras.ts';

/** Made anew each time, as parts of each text are. */
const partOf = (input: string, values: readonly number[] = []): Extras => ({
  ...NO_EXTRAS,
  nodes: [makeNode('Gather', [input, 'places'], [`${input}/taken`], {axis: {i: 0}})],
  lists: [{name: 'places', values}],
});

test('extras are the same where they consist of the same parts, whatever is fed', () => {
  expect(sameExtras(partOf('a', [1]), partOf('a', [2]))).toBe(true);
  expect(sameExtras(partOf('a'), partOf('b'))).toBe(false);
  expect(sameExtras(partOf('a'), NO_EXTRAS)).toBe(false);
  expect(sameExtras(partOf('a'), {...partOf('a'), lists: []})).toBe(false);
  expect(sameExtras(partOf('a'), {...partOf('a'), types: [['a', 1]]})).toBe(false);
});

describe('what is joined text after text', () => {
  test('serves again where its parts are as before, with the lists of the text', () => {
    const memory = new JoinMemory();
    const first = memory.join([partOf('a', [1]), partOf('b', [1])]);
    const second = memory.join([partOf('a', [2]), partOf('b', [3])]);
    expect(second.nodes).toBe(first.nodes);
    expect(second.lists?.map(({values}) => values)).toEqual([[2], [3]]);
  });

  test('is joined anew where a part is another', () => {
    const memory = new JoinMemory();
    memory.join([partOf('a'), partOf('b')]);
    const outputsOf = (parts: Extras[]): string[] =>
      memory.join(parts).nodes.flatMap(({outputs}) => outputs);
    expect(outputsOf([partOf('a'), partOf('c')])).toEqual(['a/taken', 'c/taken']);
    expect(outputsOf([partOf('a')])).toEqual(['a/taken']);
    expect(outputsOf([partOf('a'), partOf('b')])).toEqual(['a/taken', 'b/taken']);
  });
});
