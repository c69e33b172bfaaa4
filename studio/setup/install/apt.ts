import type {Machine} from '../machine.ts';
import {runProgram} from '../run-program.ts';

/** Limits in milliseconds. */
const UPDATE_TIMEOUT = 120_000;
const INSTALL_TIMEOUT = 15 * 60_000;
const SILENCE = 120_000;

const PATIENCE = [
  ...['-o', 'DPkg::Lock::Timeout=60', '-o', 'Acquire::Retries=1'],
  ...['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20'],
];

/**
 * Install Debian packages; takes root.
 *
 * @returns Why they could not be installed, or `null`.
 */
export async function installDebian(
  packages: readonly string[],
  {env}: Machine,
): Promise<string | null> {
  const quiet = {...env, DEBIAN_FRONTEND: 'noninteractive'};
  // Its failure decides nothing: one broken source of many is no reason to stop.
  await runProgram('apt-get', [...PATIENCE, 'update'], {
    env: quiet,
    timeout: UPDATE_TIMEOUT,
  });
  const {ok, problem} = await runProgram(
    'apt-get',
    [...PATIENCE, 'install', '-y', '--no-install-recommends', ...packages],
    {env: quiet, timeout: INSTALL_TIMEOUT, silence: SILENCE},
  );
  return ok ? null : problem;
}
