import {UserError} from '../../foundations/user-error.ts';
import {log} from '../command-line/output.ts';
import {setUp} from './set-up.ts';

/**
 * Find or install every part and say what was chosen.
 *
 * @throws UserError where a needed part is missing.
 */
export async function setUpOrFail(): Promise<void> {
  const parts = await setUp((part, {where, problem}) => {
    if (problem) log.info(`${part}: not by ${where}: ${problem}`);
  });
  const missing = parts.find(({ok, needed}) => needed && !ok);
  if (missing) {
    throw new UserError(
      'part-missing',
      `${missing.name}: ${missing.where}`,
      missing.remedy ?? 'Run `npm run doctor`.',
    );
  }
  for (const {name, ok, where, version} of parts) {
    if (ok) log.info(`${name} ${version} (${where})`);
  }
}
