import type {Browser} from 'playwright-core';

import {launchBrowser} from '../../browser.ts';
import {UserError} from '../../../data-extract/foundations/user-error.ts';
import {h264Codec} from '../../render/h264-level.ts';
import {findChromium} from '../parts.ts';
import {foundStatus, missingStatus} from './part-status.ts';
import type {PartStatus} from './part-status.ts';

/** H.264 as drafts use it. */
const CONFIG = {
  codec: h264Codec({width: 1920, height: 1080, fps: 60}) ?? '',
  width: 1920,
  height: 1080,
  framerate: 60,
};

/** What is asked of WebCodecs; the types of Node do not have it. */
interface WebCodecs {
  VideoEncoder?: {
    isConfigSupported(config: typeof CONFIG): Promise<{supported?: boolean}>;
  };
}

/** Whether the browser is there and starts, and whether it encodes H.264 itself. */
export async function browserStatus(root: string): Promise<PartStatus[]> {
  try {
    const part = await findChromium();
    const {browser, version} = await launchBrowser();
    try {
      return [
        foundStatus({...part, version}, root),
        await encoderStatus(browser, part.path),
      ];
    } finally {
      await browser.close();
    }
  } catch (error) {
    if (error instanceof UserError)
      return [missingStatus('chromium', error, error.remedy)];
    const message = error instanceof Error ? error.message : String(error);
    const where = `it does not start: ${message.split('\n')[0]}`;
    const remedy = 'Point AIM_CHROMIUM at another Chromium, or run `npm run setup`.';
    return [{name: 'chromium', ok: false, needed: true, where, version: '', remedy}];
  }
}

async function encoderStatus(browser: Browser, path: string): Promise<PartStatus> {
  const ok = await encodesH264(browser);
  return {
    name: 'H.264 in the browser',
    ok,
    needed: false,
    where: ok ? path : 'this browser was built without it',
    version: ok ? '1920x1080 at 60' : '',
    remedy: ok ? '' : 'Nothing to do: ffmpeg encodes drafts too, only slower.',
  };
}

/** Ask the browser. WebCodecs wants a secure page, which one of localhost is. */
async function encodesH264(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  await page.route('**/*', route => route.fulfill({contentType: 'text/html', body: ''}));
  await page.goto('http://localhost/');
  return page.evaluate(async config => {
    const {VideoEncoder} = globalThis as WebCodecs;
    return (await VideoEncoder?.isConfigSupported(config))?.supported === true;
  }, CONFIG);
}
