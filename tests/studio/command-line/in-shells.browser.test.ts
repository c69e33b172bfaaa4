import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {toolFile, ROOT} from '../../../foundations/root.ts';

/** What each shell runs, in a course, to show what it would complete a line with. */
const SHELLS = {
  // As readline calls it.
  bash: (line: string, _word: string) => [
    '--norc',
    '-c',
    `source <(aim completion bash); COMP_LINE='${line}' COMP_POINT=${line.length}
COMP_WORDS=(${line.replace(/ $/, " ''")}) COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
__aim_complete aim; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // In a terminal of zsh's own, as it completes nothing but what is typed.
  zsh: (line: string, word: string) => [
    '-f',
    '-c',
    `zmodload zsh/zpty; zpty shell zsh -f -i
zpty -w shell 'PROMPT=; source <(aim completion zsh); print rea""dy'
zpty -r -m shell out '*ready*'
zpty -w -n shell $'${line}\\t'
zpty -r -m shell out '*${word}*'; print -r -- $out; zpty -d shell`,
  ],
  fish: (line: string, _word: string) => [
    '--no-config',
    '-c',
    `aim completion fish | source; complete -C '${line}'`,
  ],
};

/** A small course. */
const COURSE = join(ROOT, 'tests/fixtures/two-roles');

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'shells-'));
  symlinkSync(toolFile('studio/aim.mjs'), join(home, 'aim'));
});
afterAll(() => rmSync(home, {recursive: true}));

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

function printed(
  shell: keyof typeof SHELLS,
  line: string,
  word: string,
): Promise<string> {
  const env = {
    ...process.env,
    HOME: home,
    ZDOTDIR: home,
    TERM: 'xterm',
    PATH: `${home}:${process.env.PATH}`,
  };
  const child = spawn(shell, SHELLS[shell](line, word), {
    cwd: COURSE,
    env,
    timeout: 60_000,
  });
  let text = '';
  child.stdout.on('data', data => (text += data));
  child.stderr.on('data', data => (text += data));
  return new Promise(resolve => child.on('close', () => resolve(text)));
}

describe.each(Object.keys(SHELLS) as (keyof typeof SHELLS)[])('%s', shell => {
  test.skipIf(!isThere(shell)).each([
    ['aim render --loc', '--locale'],
    ['aim still likes --at be', 'begin'],
  ])(
    `completes %j where ${shell} is installed`,
    async (line, word) => {
      expect(await printed(shell, line, word)).toContain(word);
    },
    60_000,
  );
});
