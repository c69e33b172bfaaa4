import {expect, test} from 'vitest';

import {BENCHES, benchesNamed, HELP} from '../../bench/benches.ts';

const ALL = Object.keys(BENCHES);

test.each<[string[], string[] | null]>([
  [[], ALL],
  [['paint'], ['paint']],
  [['render'], ['render-course', 'render-nodes']],
  [
    ['render', 'render-nodes', 'capture-list'],
    ['render-course', 'render-nodes', 'capture-list'],
  ],
  [['capture'], ['capture-runs', 'capture-small', 'capture-large', 'capture-list']],
  [['--help'], null],
  [['paint', '-h'], null],
  [['help'], null],
])('%j names %j', (argv, names) => {
  expect(benchesNamed(argv)).toEqual(names);
});

test.each([
  ['paints', 'There is no benchmark "paints". Did you mean "paint"?'],
  ['--json', 'There is no benchmark "--json".'],
  ['toString', 'There is no benchmark "toString".'],
])('%s is refused', (name, message) => {
  expect(() => benchesNamed([name])).toThrow(message);
});

test('the help lists every bench', () => {
  for (const name of ALL) expect(HELP).toContain(`  ${name} `);
});
