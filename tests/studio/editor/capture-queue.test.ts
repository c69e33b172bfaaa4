import {expect, test} from 'vitest';

import {captureQueue} from '../../../studio/editor/live/capture-queue.ts';

/** A queue whose runs end when they are told to. */
function controlled() {
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const queue = captureQueue(scene => {
    started.push(scene);
    return new Promise<void>(resolve => ends.push(resolve));
  });
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise(resolve => setTimeout(resolve));
  };
  return {queue, started, endOne};
}

test('one scene at a time, in the order of asking', async () => {
  const {queue, started, endOne} = controlled();
  queue.request('b');
  queue.request('a');
  expect(started).toEqual(['b']);
  await endOne();
  expect(started).toEqual(['b', 'a']);
  await endOne();
  await queue.idle();
});

test('a scene that is asked for several times before its turn has one turn', async () => {
  const {queue, started, endOne} = controlled();
  for (const scene of ['a', 'b', 'b', 'b']) queue.request(scene);
  await endOne();
  await endOne();
  await queue.idle();
  expect(started).toEqual(['a', 'b']);
});

test('a scene that changes during its turn has another', async () => {
  const {queue, started, endOne} = controlled();
  queue.request('a');
  queue.request('a');
  await endOne();
  expect(started).toEqual(['a', 'a']);
  await endOne();
  await queue.idle();
  queue.request('c');
  expect(started).toEqual(['a', 'a', 'c']);
});
