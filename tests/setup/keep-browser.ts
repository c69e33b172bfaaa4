import {findChromium} from '../../studio/setup/parts.ts';
import {KEPT_AT, keepBrowser} from '../../studio/setup/kept-browser.ts';

/**
 * One browser for all tests, in which each opens pages of its own. Tests of how a browser
 * is started, and those that kill one, put the variable aside with `ownBrowser()`.
 *
 * @returns What ends it.
 */
export default async function keepOne(): Promise<() => Promise<void>> {
  const {path} = await findChromium();
  const kept = await keepBrowser(path);
  process.env[KEPT_AT] = kept.address;
  return () => kept.close();
}
