import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../foundations/root.ts';
import {OF_MACHINE} from './of-machine.ts';
import {isSlow} from './parts.ts';

test.each([...OF_MACHINE.keys()])('%s is there, and may be left out', file => {
  expect(existsSync(join(ROOT, file))).toBe(true);
  expect(isSlow(file)).toBe(true);
});
