import {afterAll, expect} from 'vitest';

/** What files of tests share with those that the same process runs after them. */
const shared = () => ({
  folder: process.cwd(),
  env: {...process.env},
  exitCode: process.exitCode,
});

const found = shared();

// Of all hooks of a file, the one that is set first comes last.
afterAll(() => {
  expect(shared(), 'what this file of tests leaves for the next ones').toEqual(found);
});
