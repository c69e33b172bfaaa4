import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {beforeAll, describe, expect, test} from 'vitest';

import {filesIn} from '../../foundations/files/files-in.ts';
import {ROOT} from '../../foundations/root.ts';
import {writeCommands} from '../../docs/make/write-commands.ts';
import {COMMON} from '../../studio/command-line/command.ts';
import type {Command} from '../../studio/command-line/command.ts';
import {dashed} from '../../studio/command-line/flag.ts';
import {joinedName, loadCommands} from '../../studio/commands.ts';
import {commandLinesOf, flagsOf, namedFlags} from './command-lines.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...filesIn(join(ROOT, 'docs'))
    .map(file => file.slice(ROOT.length + 1))
    .filter(file => /\.(?:md|sh|ya?ml)$/.test(file)),
];

const {scripts} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Flags by command. */
const flags = new Map<string, Set<string>>();
let commands: Command[] = [];
beforeAll(async () => {
  commands = await loadCommands();
  for (const {name, flags: own} of commands)
    flags.set(name, new Set([...Object.keys({...own, ...COMMON}).map(dashed), '--help']));
});

test('the page of commands is what the commands say', () => {
  const page = readFileSync(join(ROOT, 'docs/commands.md'), 'utf8');
  expect(page, 'npm run docs makes it again').toBe(writeCommands(commands));
});

const AIM = /^node studio\/aim\.mjs (\w+)$/;

test('the pages name commands', () => {
  const all = PAGES.flatMap(file => linesOf(file));
  expect(all.length).toBeGreaterThan(60);
  expect(flags.size).toBeGreaterThan(12);
});

const linesOf = (file: string): ReturnType<typeof commandLinesOf> =>
  commandLinesOf(readFileSync(join(ROOT, file), 'utf8'), file.endsWith('.md'));

describe.each(PAGES)('%s', file => {
  test('names scripts, commands and flags that there are', () => {
    for (const {script, args, text} of linesOf(file)) {
      if (script !== null) expect(Object.keys(scripts), text).toContain(script);
      const own = AIM.exec(script === null ? '' : scripts[script])?.[1];
      const isAim = script === null || script === 'aim';
      if (!isAim && own === undefined) continue;
      const [name, ...rest] = joinedName(own === undefined ? args : [own, ...args]);
      if (name.startsWith('--')) {
        expect(['--help', '--version'], text).toContain(name);
        continue;
      }
      expect([...flags.keys()], text).toContain(name);
      for (const flag of flagsOf(rest))
        expect([...(flags.get(name) ?? [])], text).toContain(flag);
    }
  });
});

test.each(PAGES.filter(file => file.endsWith('.md')))(
  '%s: flags that are named alone',
  file => {
    const all = new Set([...flags.values()].flatMap(own => [...own]));
    for (const flag of namedFlags(readFileSync(join(ROOT, file), 'utf8'))) {
      expect([...all], flag).toContain(flag);
    }
  },
);

describe('commandLinesOf()', () => {
  test.each([
    ['see `npm run still -- a --at x`', [['still', ['a', '--at', 'x']]]],
    [
      '`aim extract && aim render`',
      [
        [null, ['extract']],
        [null, ['render']],
      ],
    ],
    [
      '`npx aim capture m "A text." --chat`',
      [[null, ['capture', 'm', '"A text."', '--chat']]],
    ],
    ['`npm start`', [['start', []]]],
    ['`npm ci`', []],
    ['```sh\nnpm run status   # what is stale\n```', [['status', []]]],
    [
      '```yaml\n      - run: npm run render -- 09 \\\n          --shard 1/5\n```',
      [['render', ['09', '--shard', '1/5']]],
    ],
    ['`npm run -s status`', [['status', []]]],
    ['npm run nothing', []],
  ])('%j', (text, lines) => {
    expect(commandLinesOf(text, true).map(({script, args}) => [script, args])).toEqual(
      lines,
    );
  });

  test('flags have no values', () => {
    expect(flagsOf(['a', '--dtype=fp16', '--at', 'x', '-1'])).toEqual([
      '--dtype',
      '--at',
    ]);
  });
});
