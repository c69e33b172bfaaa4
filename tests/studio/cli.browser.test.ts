import {execFile, execFileSync} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

import {describe, expect, test} from 'vitest';

import {ownVersion} from '../../foundations/versions.ts';
import {ROOT} from '../../foundations/root.ts';
import {aimHere as aim} from '../fixtures/aim-here.ts';

const COMMANDS = [
  'setup',
  'doctor',
  'scenes',
  'extract',
  'status',
  'capture',
  'inspect',
  'render',
  'still',
  'compare',
  'lint',
  'edit',
  'new',
  'demo',
  'completion',
];

/** What bash completes the last of these words with. */
const BASH = `
aim() { "$NODE" studio/aim.mjs "$@"; }
source <(aim completion bash)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
__aim_complete 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"
`;

describe('aim', () => {
  test('bash completes the cues of a scene', () => {
    const line = ['aim', 'still', 'what-is-it', '--at', 'ans'];
    const words = execFileSync('bash', ['-c', BASH, 'bash', ...line], {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE: process.execPath,
      },
    });
    expect(words.trim().split('\n')).toEqual(['answer']);
  });

  test('lists its commands', async () => {
    const {status, stdout} = await aim('--help');
    expect(status).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(`  ${command} `);
  });

  test.each([
    [['help'], '  help [command] '],
    [['help', 'render'], 'aim render [...scenes]'],
    [['help', 'render', '--json'], 'aim render [...scenes]'],
    [[], '  help [command] '],
  ])('%j prints help', async (args, text) => {
    const {status, stdout} = await aim(...args);
    expect(status).toBe(0);
    expect(stdout).toContain(text);
  });

  test.each([[['--version']], [['still', '--version']]])(
    '%j says the version and does nothing else',
    async args => {
      const {status, stdout} = await aim(...args);
      expect(status).toBe(0);
      expect(stdout.split(' ')[0]).toBe(`aim/${ownVersion()}`);
      expect(stdout.trim().split('\n')).toHaveLength(1);
    },
  );

  test('helps with no command that there is not', async () => {
    const {status, stderr} = await aim('help', 'stil');
    expect(status).toBe(1);
    expect(stderr).toContain('Unknown command "stil". Did you mean "still"?');
  });

  test.each(COMMANDS)('%s has help', async command => {
    const {status, stdout} = await aim(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain(`aim ${command}`);
    expect(stdout).toContain('--json');
  });

  test.each([
    [['nonsense'], 'Unknown command "nonsense".'],
    [['rendr'], 'Unknown command "rendr". Did you mean "render"?'],
    [['rendr', '--help'], 'Did you mean "render"?'],
    [['render', 'what-is-i'], 'No scene fits "what-is-i". Did you mean "what-is-it"?'],
    [['render', '--out', 'a', '--out', 'b'], '--out is given twice: "a" and "b"'],
    [['still', '--at=a', '--at', 'b'], '--at is given twice'],
    [['capture', 'm', 'x', '--out', 'a', '--out', 'b'], '--out is given twice'],
    [['scenes', '--jsno'], 'There is no flag --jsno. Did you mean "--json"?'],
    [['render', '--preset', 'finale'], 'Did you mean "final"?'],
    [['render', '--format', 'pmg'], 'Did you mean "png"?'],
    [['lint', '--theme', 'lihgt'], 'Did you mean "light"?'],
    [['extract', '09', '--device', 'cudo'], 'Did you mean "cuda"?'],
    [['extract', '09', '--model', 'decodr=x'], 'Did you mean "decoder"?'],
    [['edit', '09-self-atention'], 'Did you mean "09-self-attention"?'],
    [['render', '--colour', 'red'], '--colour'],
    [['render', 'no-such-scene'], 'No scene fits "no-such-scene"'],
    [['render', '--fps', 'fast'], '--fps'],
    [['extract', '42'], 'No scene fits "42"'],
    [['extract', '09', '--device', 'tpu'], '--device tpu is unknown'],
    [['extract', '09', '--model', 'painter=x'], '--model painter=x'],
    [['capture', 'assets/models/tiny-decoder'], 'neither a text nor ids'],
    [
      ['capture', 'assets/models/tiny-decoder', '--chat', '--ids', '5'],
      'no text for --chat',
    ],
    [['capture', 'm', 'x', '--texts', 'no.jsonl'], 'both --texts and a text'],
    [['capture', 'm', '--texts', 'no.jsonl'], 'no.jsonl cannot be read'],
    [['capture', 'no-such-model', 'text'], 'There is no model no-such-model'],
    [['capture', 'assets/models/tiny-decoder', 'x', '--probe', 'mind'], '--probe mind'],
    [['capture', 'x', 'x', '--probe', 'residul'], 'Did you mean "residual"?'],
    [
      ['capture', 'assets/models/tiny-decoder', '--ids', '5,x'],
      '--ids 5,x: x is no token id',
    ],
    [['capture', 'assets/models/tiny-decoder', '--ids', '5,99999'], 'no token 99999'],
    [['still', '--scale', '0'], '--scale'],
    [['still', '--format', 'gif'], '--format gif'],
    [['lint', '--theme', 'blue'], '--theme blue'],
    [['lint', 'no-such-scene'], 'No scene fits "no-such-scene"'],
    [['new', 'lesson', '09', 'x'], 'no "lesson"'],
    [['new', 'scene', '77', 'x'], 'There is no lesson 77'],
    [['new', 'scene', '09', 'What Is It'], '"What Is It" cannot be the name of a scene'],
    [['edit', '77'], 'There is no lesson "77"'],
  ])('%j ends with an error that names the mistake', async (args, message) => {
    const plain = await aim(...args);
    expect(plain.status).toBe(1);
    expect(plain.stderr).toContain(message);
    expect(plain.stdout).toBe('');

    const json = await aim(...args, '--json');
    expect(json.status).toBe(1);
    const {error} = JSON.parse(json.stdout) as {error: Record<string, string>};
    expect(Object.keys(error)).toEqual(['code', 'message', 'remedy']);
    expect(error.message).toContain(message);
    expect(error.remedy).not.toBe('');
  });

  test.each([
    ['status', /Fresh: \d+ of \d+ captures/],
    ['scenes', /^scene +storyboard/],
  ])(
    '%s answers on stdout, for pipes and files',
    async (command, expected) => {
      const {status, stdout, stderr} = await aim(command, '09');
      expect(status).toBe(0);
      expect(stdout).toMatch(expected);
      expect(stderr).toBe('');
    },
    60_000,
  );

  test('capture puts each text of a list into a folder of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aim-texts-'));
    try {
      const file = join(folder, 'texts.jsonl');
      const texts = ['"Lily saw a bird."', '{"id": "sad", "text": "It was sad."}'];
      await writeFile(file, texts.join('\n'));
      const out = join(folder, 'out');
      const args = ['capture', 'assets/models/tiny-decoder', '--texts', file];
      const {status, stdout} = await aim(...args, '--out', out, '--json');
      expect(status).toBe(0);
      const {captures} = JSON.parse(stdout) as {captures: {folder: string}[]};
      expect(captures.map(made => made.folder)).toEqual([
        join(out, '1'),
        join(out, 'sad'),
      ]);
      const record = await readFile(join(out, 'sad/capture.json'), 'utf8');
      expect(JSON.parse(record)).toMatchObject({text: 'It was sad.'});
    } finally {
      await rm(folder, {recursive: true});
    }
  }, 60_000);

  test('extract finds every committed capture fresh', async () => {
    const {status, stdout, stderr} = await aim('extract', '--json');
    expect(status).toBe(0);
    const {captures} = JSON.parse(stdout) as {
      captures: {folder: string; device: string}[];
    };
    expect(captures.map(({folder}) => folder)).toContain(
      'assets/captures/09-self-attention/what-is-it',
    );
    expect(stderr).not.toContain('written');
  }, 60_000);
});

describe('aim as a program', () => {
  const start = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['studio/aim.mjs', ...args], {cwd: ROOT});

  test('answers on stdout and ends with 0', async () => {
    const {stdout, stderr} = await start('--help');
    expect(stdout).toContain('  render ');
    expect(stderr).toBe('');
  });

  test('ends with 1 where there is a mistake, which is said on stderr', async () => {
    await expect(start('nonsense')).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('nonsense'),
    });
  });
});
