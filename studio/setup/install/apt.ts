import type {Machine} from '../machine-facts.ts';
import {runProgram} from '../run-program.ts';

/** Limits in milliseconds. */
const UPDATE_TIMEOUT = 120_000;
const INSTALL_TIMEOUT = 15 * 60_000;
const SILENCE = 120_000;

const PATIENCE = [
  '-o',
  'DPkg::Lock::Timeout=60',
  '-o',
  'Acquire::Retries=0',
  '-o',
  'Acquire::http::Timeout=20',
  '-o',
  'Acquire::https::Timeout=20',
];

/** Read Debian's lists of packages; takes root. Returns why it could not, or `null`. */
export async function updateDebian(machine: Machine): Promise<string | null> {
  const {ok, problem} = await runProgram('apt-get', [...PATIENCE, 'update'], {
    env: quiet(machine),
    timeout: UPDATE_TIMEOUT,
  });
  return ok ? null : problem;
}

/** Install Debian packages; takes root. Returns why it could not, or `null`. */
export async function installDebian(
  packages: readonly string[],
  machine: Machine,
): Promise<string | null> {
  const {ok, problem} = await runProgram(
    'apt-get',
    [...PATIENCE, 'install', '-y', '--no-install-recommends', ...packages],
    {env: quiet(machine), timeout: INSTALL_TIMEOUT, silence: SILENCE},
  );
  return ok ? null : problem;
}

const quiet = ({env}: Machine): Machine['env'] => ({
  ...env,
  DEBIAN_FRONTEND: 'noninteractive',
});
