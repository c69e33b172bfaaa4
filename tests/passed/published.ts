import {runProgram} from '../../studio/setup/run-program.ts';
import {ownHashes} from './project-files.ts';
import type {Hashes} from './project-files.ts';

/**
 * The files of the published commit that a clone stands on: the newest one of its history
 * that the main branch of a remote holds, or any branch where no remote says which is its
 * main one.
 *
 * @param root - Root of the repository.
 * @returns `null` where nothing is known to be published: there is no git, no remote, none
 * that shares a commit, or the folder is no repository, or only a part of one.
 */
export async function publishedHashes(
  root: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Hashes | null> {
  /** What git answers; nothing where it fails. */
  const git = async (...args: string[]): Promise<string> => {
    const {ok, stdout} = await runProgram('git', ['-C', root, ...args], {
      // What the clone has not fetched stays where it is.
      env: {...env, GIT_NO_LAZY_FETCH: '1'},
      timeout: 60_000,
    });
    return ok ? stdout : '';
  };
  const tipsOf = async (refs: string): Promise<string[]> =>
    linesOf(await git('for-each-ref', '--format=%(objectname)', refs));

  const place = await git('rev-parse', '--is-inside-work-tree', '--show-prefix');
  if (place.trim() !== 'true') return null;
  const main = await tipsOf('refs/remotes/*/HEAD');
  const tips = main.length > 0 ? main : await tipsOf('refs/remotes');
  if (tips.length === 0) return null;
  const [base] = linesOf(await git('merge-base', 'HEAD', ...new Set(tips)));
  if (base === undefined) return null;
  const listing = await git('ls-tree', '-r', '-z', base);
  return listing === '' ? null : hashesOfTree(listing);
}

/** Hashes of the files that `git ls-tree -r -z` lists. Pure. */
export function hashesOfTree(listing: string): Hashes {
  const blobs = new Map(
    listing.split('\0').flatMap(line => {
      const [, hash, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return hash === undefined ? [] : [[path, hash] as const];
    }),
  );
  return ownHashes([...blobs.keys()], path => blobs.get(path) ?? '');
}

const linesOf = (text: string): string[] => text.split('\n').filter(line => line !== '');
