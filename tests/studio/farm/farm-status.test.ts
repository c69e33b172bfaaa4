import {expect, test} from 'vitest';

import {describeFarm, workersIn} from '../../../studio/farm/farm-status.ts';

test('workers are those that say so, each once', () => {
  const list = [
    'id=3 addr=127.0.0.1:5 laddr=127.0.0.1:6 fd=8 name=aim-worker:b.7 age=1',
    'id=4 addr=127.0.0.1:5 laddr=127.0.0.1:6 fd=8 name= age=1',
    'id=5 addr=127.0.0.1:5 laddr=127.0.0.1:6 fd=8 name=aim-worker:a.12 age=1',
    'id=6 addr=127.0.0.1:5 laddr=127.0.0.1:6 fd=8 name=aim-worker:a.12 age=9',
    'id=7 addr=127.0.0.1:5 laddr=127.0.0.1:6 fd=8 name=aim-farm age=1',
  ].join('\n');
  expect(workersIn(list)).toEqual(['a.12', 'b.7']);
});

const plan = {
  kind: 'chunks' as const,
  plan: '0123456789ab',
  counts: {waiting: 2, active: 1, done: 1, failed: 1},
  ...{drawn: 300, frames: 1200, rate: 30, left: 22.4},
  atWork: [{name: '01-a/b en 0-240', worker: 'a.12', drawn: 60, frames: 240}],
  failed: [{name: '01-a/c en 0-240', reason: 'It throws. Correct it.'}],
  ...{priority: 0, store: 's3://b/p', scenes: ['01-a/b', '01-a/c']},
};

test.each([
  [{workers: [], plans: []}, 'No plan is on the farm; no workers.'],
  [{workers: ['a.12'], plans: []}, 'No plan is on the farm; workers: a.12.'],
  [
    {workers: ['a.12', 'b.7'], plans: [plan]},
    `workers: a.12, b.7

plan 0123456789ab: 2 scenes, priority 0, into s3://b/p
300 of 1200 frames, 2 chunks wait, 1 are being drawn, 1 failed, 30 frames/s, 22 s left
chunk            frames     worker
01-a/b en 0-240  60 of 240  a.12
failed: 01-a/c en 0-240: It throws. Correct it.`,
  ],
  [
    {
      workers: [],
      plans: [
        {
          ...plan,
          ...{kind: 'captures' as const, drawn: 3, frames: 9, failed: []},
          atWork: [{name: '01-a/b', worker: 'a.12', drawn: 0, frames: 1}],
        },
      ],
    },
    `no workers

plan 0123456789ab: captures of 2 scenes, priority 0, into s3://b/p
3 of 9 captures, 2 wait, 1 are being made, 1 failed, 22 s left
capture  made    worker
01-a/b   0 of 1  a.12`,
  ],
])('a farm in words', (status, words) => {
  expect(describeFarm(status)).toBe(words);
});
