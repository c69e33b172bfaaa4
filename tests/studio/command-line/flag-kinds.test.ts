import {describe, expect, test} from 'vitest';

import {UserError} from '../../../foundations/user-error.ts';
import {helpOf} from '../../../studio/command-line/command.ts';
import {readFlags} from '../../../studio/command-line/flag.ts';
import {
  decimal,
  each,
  folder,
  special,
  text,
  whole,
  word,
  yes,
} from '../../../studio/command-line/flag-kinds.ts';

const FLAGS = {
  dryRun: yes('Draw nothing'),
  theme: word(['light', 'dark'], {says: 'Colours', otherwise: null}),
  format: word(['mp4', 'gif'], {says: 'What it is', otherwise: 'mp4'}),
  workers: whole({says: 'Pages', low: 1, high: 64, otherwise: null}),
  port: whole({says: 'Port', low: 0, high: 65535, otherwise: 9000}),
  scale: decimal({says: 'Scale', low: 0.1, high: 8, byDefault: '1'}),
  out: folder('Where it goes', 'renders'),
  at: text('cue', 'A moment'),
  model: each('role=model', 'Models'),
  half: special('a/b', 'A fraction', (flag, given) => `${flag} ${String(given)}`),
};

describe('readFlags()', () => {
  test('what is not given is open, or as the table says', () => {
    expect(readFlags(FLAGS, {})).toEqual({
      dryRun: false,
      theme: undefined,
      format: 'mp4',
      workers: undefined,
      port: 9e3,
      scale: undefined,
      out: undefined,
      at: undefined,
      model: [],
      half: undefined,
    });
  });

  test.each([
    [{dryRun: true}, {dryRun: true}],
    [{dryRun: false}, {dryRun: false}],
    [{theme: 'dark'}, {theme: 'dark'}],
    [{workers: 3}, {workers: 3}],
    [{workers: '3'}, {workers: 3}],
    [{port: '0'}, {port: 0}],
    [{scale: '0.5'}, {scale: 0.5}],
    [{out: 'a/b/'}, {out: 'a/b'}],
    [{out: '/'}, {out: '/'}],
    [{at: 5}, {at: '5'}],
    [{model: 'a=b'}, {model: ['a=b']}],
    [{model: ['a=b', 'c=d']}, {model: ['a=b', 'c=d']}],
    [{half: '1/2'}, {half: '--half 1/2'}],
  ])('understands %j', (given, read) => {
    expect(readFlags(FLAGS, given)).toMatchObject(read);
  });

  test.each([
    [{dryRun: 'yes'}, '--dry-run takes no value.', 'Write --dry-run alone'],
    [{theme: 'darc'}, '--theme darc is unknown. Did you mean "dark"?', 'light, dark'],
    [{format: 7}, '--format 7 is unknown.', 'mp4, gif'],
    [{workers: 0}, '--workers 0 is not possible.', '1 to 64'],
    [{workers: 65}, '--workers 65 is not possible.', '1 to 64'],
    [{workers: 1.5}, '--workers 1.5 is not possible.', 'whole number'],
    [{workers: true}, '--workers true is not possible.', '1 to 64'],
    [{port: 'http'}, '--port http is not possible.', '0 to 65535'],
    [{scale: 9}, '--scale 9 is not possible.', '0.1 to 8'],
    [{scale: 'big'}, '--scale big is not possible.', '0.1 to 8'],
    [{out: ' '}, '--out names no folder.', 'path'],
    [{at: true}, '--at has no value.', '--at <cue>'],
  ])('refuses %j', (given, message, remedy) => {
    try {
      readFlags(FLAGS, given);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toBe(message);
      expect((error as UserError).remedy).toContain(remedy);
    }
  });
});

test.each([
  ['dryRun', 'Draw nothing'],
  ['theme', 'Colours (light, dark)'],
  ['format', 'What it is (mp4, gif; default: mp4)'],
  ['workers', 'Pages (1 to 64)'],
  ['out', 'Where it goes (default: renders)'],
] as const)('the help of --%s', (name, help) => {
  expect(helpOf(FLAGS[name])).toBe(help);
});
