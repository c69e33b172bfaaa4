import {findChromium} from '../setup/parts.ts';
import {shareBrowser} from '../setup/shared-browser.ts';

/** What ends the editor, with the number that its exit status says it by. */
const SIGNALS = {SIGHUP: 1, SIGINT: 2, SIGTERM: 15} as const;

/**
 * Keep a browser running beside the editor, so that stills and the lint need not start one.
 * The editor does without where there is none.
 */
export async function keepWarm(): Promise<void> {
  const browser = await findChromium()
    .then(({path}) => shareBrowser(path))
    .catch(() => null);
  if (!browser) return;
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      void browser.close().finally(() => process.exit(128 + number));
    });
  }
}
