import {launchBrowser} from '../browser.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {findChromium} from '../parts.ts';
import {foundStatus, missingStatus} from './part-status.ts';
import type {PartStatus} from './part-status.ts';

/** Whether the browser is there and starts. */
export async function browserStatus(root: string): Promise<PartStatus[]> {
  try {
    const part = await findChromium();
    const {browser, version} = await launchBrowser();
    await browser.close();
    return [foundStatus({...part, version}, root)];
  } catch (error) {
    if (error instanceof UserError)
      return [missingStatus('chromium', error, error.remedy)];
    const message = error instanceof Error ? error.message : String(error);
    const where = `it does not start: ${message.split('\n')[0]}`;
    const remedy = 'Point AIM_CHROMIUM at another Chromium, or run `npm run setup`.';
    return [{name: 'chromium', ok: false, needed: true, where, version: '', remedy}];
  }
}
