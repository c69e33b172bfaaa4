import {beforeAll, describe, expect, test} from 'vitest';

import type {Command} from '../../../studio/command-line/command.ts';
import {completeLine, SHELLS} from '../../../studio/command-line/complete-line.ts';
import {shellScript} from '../../../studio/command-line/shell-script.ts';
import {loadCommands} from '../../../studio/commands.ts';

const COURSE = {
  lessons: ['08-block', '09-attention'],
  scenes: ['08-block/residuals', '09-attention/what-is-it'],
  cues: ['question', 'answer'],
  locales: ['en', 'ko'],
  roles: ['decoder', 'tokenizer:gpt2'],
};

let commands: Command[];
beforeAll(async () => {
  commands = await loadCommands();
});

/** The words that a line may go on with. */
const wordsOf = (...line: string[]): string[] =>
  completeLine(line, commands, COURSE)
    .slice(0, -1)
    .map(one => one.split('\t')[0]);

describe('completeLine()', () => {
  test.each<[string[], string[]]>([
    [['st'], ['status', 'still']],
    [
      ['render', '09'],
      ['09-attention', '09-attention/what-is-it'],
    ],
    [
      ['render', '08-block', ''],
      [...COURSE.lessons, ...COURSE.scenes],
    ],
    [['render', 'what'], ['what-is-it']],
    [['render', '08-block', 'res'], ['residuals']],
    [['edit', '0'], COURSE.lessons],
    [['still', '09-attention', '--at', ''], COURSE.cues],
    [['still', '--locale', 'k'], ['ko']],
    [
      ['extract', '--model', ''],
      ['decoder=', 'tokenizer:gpt2='],
    ],
    [['compare', '--with', 'd'], ['decoder=']],
    [
      ['render', '--preset', ''],
      ['draft', 'final'],
    ],
    [
      ['render', '--format', 'p'],
      ['prores', 'png'],
    ],
    [['render', '--dry'], ['--dry-run']],
    [['render', '--force', '08-block/'], ['08-block/residuals']],
    [
      ['capture', '--device', 'c'],
      ['cpu', 'cuda'],
    ],
    [['render', '--fps', ''], []],
    [['completion', ''], [...SHELLS]],
    [['nothing', ''], []],
  ])('%j', (line, words) => {
    expect(wordsOf(...line)).toEqual(words);
  });

  test('every flag of every command', () => {
    for (const {name, flags} of commands)
      expect(wordsOf(name, '--')).toHaveLength(Object.keys(flags).length + 1);
  });
});

test.each(SHELLS)('what %s runs asks aim', shell => {
  expect(shellScript(shell)).toContain('aim complete --');
});
