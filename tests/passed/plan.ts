import type {Keys} from './keys.ts';
import {OF_MACHINE} from './of-machine.ts';
import {passedBefore} from './passed-before.ts';
import type {Passed} from './passed-before.ts';

/** What is known of tests before a run. */
export interface Known {
  /** Keys of their contents, now and at the published commit. */
  contents: Keys;
  published: Keys;
  /** Their keys on this machine, and those that they have passed with. */
  here: Keys;
  passed: Passed;
}

/** Files of tests that need not run. */
export interface LeftOut {
  /** Of these, all that they may read is as it was when they passed here. */
  passed: string[];
  /** Of these it is as it is published, where CI runs them all. */
  published: string[];
}

/**
 * Which files of tests need not run. One that has failed here runs until it passes; one
 * that says whether this machine does, until it has passed here. Pure.
 */
export function leftOut({contents, published, here, passed}: Known): LeftOut {
  const before = passedBefore(here, passed);
  const left = [...contents].flatMap(([file, key]) =>
    published.get(file) === key && passed[file] !== false && !OF_MACHINE.has(file)
      ? [file]
      : [],
  );
  return {passed: before, published: left.filter(file => !before.includes(file))};
}

/** What is said of them once the others have run; nothing where none was left out. Pure. */
export function saidOf({passed, published}: LeftOut): string {
  if (passed.length + published.length === 0) return '';
  return (
    `Files of tests that did not run: ${passed.length} that passed here with all that they ` +
    `may read as it is now, ${published.length} left to CI, which runs what is published. ` +
    'CI=1 npm test runs them all.\n'
  );
}
