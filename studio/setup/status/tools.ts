import {ownPackage} from '../../../foundations/root.ts';
import {npmCommand} from '../install/npm-program.ts';
import type {Machine} from '../machine-facts.ts';
import {runProgram} from '../run-program.ts';
import type {PartStatus} from './part-status.ts';

/** Whether a version is at least another; both as `1.2.3`, parts that lack count as 0. */
export function atLeast(version: string, least: string): boolean {
  const [a, b] = [version, least].map(text =>
    text.split('.').map(part => parseInt(part, 10) || 0),
  );
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Whether a version is in a range such as `^20.19 || >=24`: `^` keeps the first number.
 * Pure.
 */
export const isIn = (version: string, range: string): boolean =>
  range.split('||').some(part => {
    const [, sign, least = ''] = /^(\^|>=)([\d.]+)$/.exec(part.trim()) ?? [];
    const isSameMajor = parseInt(version, 10) === parseInt(least, 10);
    return least !== '' && atLeast(version, least) && (sign === '>=' || isSameMajor);
  });

/** The Node that runs us, against `engines` in package.json. */
export function nodeStatus(): PartStatus {
  const {engines} = ownPackage();
  const version = process.versions.node;
  const ok = isIn(version, engines.node);
  const remedy = ok
    ? ''
    : 'Install a Node with long-term support: 20.19, 22.12, or newer ones of 20, 22 and 24.';
  return {name: 'node', ok, needed: true, where: process.execPath, version, remedy};
}

/** The npm that runs us, or the one that a shell would start. */
export async function npmStatus({env}: Machine): Promise<PartStatus> {
  const [path, ...args] = npmCommand(env);
  const {ok, stdout, problem} = await runProgram(path, [...args, '--version'], {
    timeout: 20_000,
  });
  return {
    name: 'npm',
    ok,
    needed: false,
    where: ok ? (args[0] ?? path) : problem,
    version: stdout.trim(),
    remedy: ok ? '' : 'Install npm, which comes with Node.',
  };
}
