import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

import {afterAll, beforeAll, describe, expect, test} from 'vitest';

import {runProgram} from '../../studio/setup/run-program.ts';
import {hashesIn} from './project-files.ts';
import {hashesOfTree, publishedHashes} from './published.ts';

test('files of a listing are blobs, in order, but for what is made', () => {
  const listing = [
    '100644 blob aa\tb/a ä.ts',
    '100755 blob bb\tb-c.ts',
    '120000 blob cc\tlink',
    '160000 commit dd\tsubmodule',
    '100644 blob ee\tb/dist/a.js',
    '100644 blob ff\tnpm-debug.log',
    '100644 blob 00\ttwo\nlines\tand a tab',
    '',
  ].join('\0');
  expect([...hashesOfTree(listing)]).toEqual([
    ['b-c.ts', 'bb'],
    ['b/a ä.ts', 'aa'],
    ['link', 'cc'],
    ['two\nlines\tand a tab', '00'],
  ]);
});

/** Without what a user has set, and without a repository that a hook speaks of. */
const env: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nowhere',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b.c',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b.c',
};
const {ok: hasGit} = await runProgram('git', ['--version'], {env, timeout: 60_000});

describe.runIf(hasGit)('in a clone', () => {
  let home: string;
  let origin: string;
  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', args, {cwd: folder, env, stdio: 'pipe', encoding: 'utf8'}).trim();
  const write = (folder: string, file: string, text: string): void => {
    mkdirSync(join(folder, 'a'), {recursive: true});
    writeFileSync(join(folder, file), text);
  };
  const commit = (folder: string, file: string, text: string): void => {
    write(folder, file, text);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', text);
  };
  let clones = 0;
  const clone = (...options: string[]): string => {
    const folder = join(home, `clone-${clones++}`);
    git(home, 'clone', '--quiet', ...options, pathToFileURL(origin).href, folder);
    return folder;
  };
  /** Which files are other ones than those that are published, of all that there are. */
  async function changedIn(folder: string): Promise<string[] | null> {
    const published = await publishedHashes(folder, env);
    if (published === null) return null;
    const here = hashesIn(folder);
    return [...new Set([...published.keys(), ...here.keys()])].filter(
      file => published.get(file) !== here.get(file),
    );
  }

  beforeAll(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'published-')));
    origin = join(home, 'origin');
    mkdirSync(origin);
    git(origin, 'init', '--quiet', '--initial-branch', 'main');
    commit(origin, 'a/first.ts', 'first');
    commit(origin, 'second ä.ts', 'second');
  });
  afterAll(() => rmSync(home, {recursive: true, force: true}));

  test.each<string[][]>([
    [[]],
    [['--depth', '1']],
    [['--filter', 'tree:0']],
    [['--bare']],
  ])('made with %j all is published', async options => {
    const expected = options.includes('--bare') ? null : [];
    expect(await changedIn(clone(...options))).toEqual(expected);
  });

  test('what is edited, new or gone is not, be it committed or not', async () => {
    const folder = clone();
    write(folder, 'a/untracked.ts', 'new');
    expect(await changedIn(folder)).toEqual(['a/untracked.ts']);
    commit(folder, 'a/first.ts', 'edited');
    rmSync(join(folder, 'second ä.ts'));
    const changed = ['a/first.ts', 'a/untracked.ts', 'second ä.ts'];
    expect((await changedIn(folder))?.sort()).toEqual(changed);
    git(folder, 'checkout', '--quiet', '--detach');
    expect((await changedIn(folder))?.sort()).toEqual(changed);
  });

  test('what others have published since is not looked at', async () => {
    const folder = clone();
    commit(folder, 'a/own.ts', 'own');
    const other = clone();
    commit(other, 'a/first.ts', 'published since');
    git(folder, 'fetch', '--quiet', other, '+main:refs/remotes/origin/main');
    expect(await changedIn(folder)).toEqual(['a/own.ts']);
  });

  test('a branch is published where it is the main one, or none is known to be', async () => {
    const folder = clone();
    git(folder, 'switch', '--quiet', '--create', 'own');
    commit(folder, 'a/own.ts', 'own');
    git(folder, 'update-ref', 'refs/remotes/origin/own', 'HEAD');
    expect(await changedIn(folder)).toEqual(['a/own.ts']);
    git(folder, 'remote', 'set-head', 'origin', '--delete');
    expect(await changedIn(folder)).toEqual([]);
  });

  test('and another folder for work, its own branch is looked at', async () => {
    const folder = clone();
    const work = `${folder}-work`;
    git(folder, 'worktree', 'add', '--quiet', '-b', 'work', work);
    expect(await changedIn(work)).toEqual([]);
    commit(work, 'a/own.ts', 'own');
    expect(await changedIn(work)).toEqual(['a/own.ts']);
    expect(await changedIn(folder)).toEqual([]);
  });

  test('nothing is known of a part of a repository', async () => {
    expect(await changedIn(join(clone(), 'a'))).toBeNull();
  });

  test('nothing is known without a remote, a common commit, a repository, or git', async () => {
    expect(await changedIn(origin)).toBeNull();
    const folder = clone();
    git(folder, 'switch', '--quiet', '--orphan', 'other');
    expect(await changedIn(folder)).toBeNull();
    commit(folder, 'other.ts', 'another history');
    expect(await changedIn(folder)).toBeNull();
    expect(await changedIn(join(home))).toBeNull();
    expect(await publishedHashes(clone(), {...env, PATH: home})).toBeNull();
  });
});
