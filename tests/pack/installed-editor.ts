import {spawn} from 'node:child_process';

import {expect} from 'vitest';

import {launchBrowser} from '../../studio/setup/browser.ts';
import {openEditor} from '../studio/editor/open-editor.ts';

const URL_SAID = /"url": *"([^"]+)"/;

/** Start the editor of an installed tool, and see a scene in it without an error. */
export async function expectPlaying({
  folder,
  bin,
  env,
}: {
  folder: string;
  bin: string;
  env: NodeJS.ProcessEnv;
}): Promise<void> {
  const editor = spawn(process.execPath, [bin, 'edit', '01', '--port', '0', '--json'], {
    cwd: folder,
    env,
  });
  let said = '';
  const url = new Promise<string>((resolve, reject) => {
    for (const stream of [editor.stdout, editor.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, found] = URL_SAID.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
    editor.on('close', () => reject(new Error(said)));
  });
  const {browser} = await launchBrowser();
  try {
    const {page, errors} = await openEditor(browser, await url);
    expect(await page.title()).toContain('01-first-lesson');
    // Where the machine is busy, the editor gives up saving what has not changed.
    expect(errors.filter(error => !error.startsWith('Connection timeout'))).toEqual([]);
    await page.close();
  } finally {
    await browser.close();
    editor.kill();
  }
}
