import {PNG} from 'pngjs';
import {expect, test} from 'vitest';

import {sceneOf} from '../../../studio/course/scene-files.ts';
import type {StagePage} from '../../../studio/render/page/stage-page.ts';
import {withStage} from '../../../studio/render/page/with-stage.ts';
import {openRequest} from '../../../studio/render/plan/unit.ts';
import {COURSE, course} from '../../fixtures/course.ts';

const blank = PNG.sync.write(new PNG({width: 300, height: 40})).toString('base64');

async function sheet(page: StagePage): Promise<string> {
  const picture = {label: 'one · 1.0 s', url: `data:image/png;base64,${blank}`};
  await page.call('addToSheet', 'A1 · 가나다라', [picture]);
  return page.call('finishSheet', 'light');
}

test('a page that has played nothing writes sheets in the faces of scenes', async () => {
  await withStage(COURSE, ['01-test'], async stage => {
    const [fresh, played] = [await stage.openPage(), await stage.openPage()];
    const how = {...course.video, theme: 'light', captions: 'picture'} as const;
    const scene = openRequest(sceneOf('01-test/short'), 'en', how, course.video);
    await played.call('open', scene);
    expect(await sheet(fresh)).toBe(await sheet(played));
  });
});
