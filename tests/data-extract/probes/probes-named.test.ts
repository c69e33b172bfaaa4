import {expect, test} from 'vitest';

import {probesNamed} from '../../../data-extract/probes/defaults.ts';

test.each([
  ['headSteps', '--probe headSteps needs more than its name.'],
  ['residul', '--probe residul is no probe. Did you mean "residual"?'],
])('%s is refused', (name, message) => {
  expect(() => probesNamed(['attention', name])).toThrow(message);
});
