import {expect, test} from 'vitest';

import {sceneOf} from '../../../../studio/course/scene-files.ts';
import {coursePlay} from '../../../../studio/render/page/course-plays.ts';
import {COURSE, course} from '../../../fixtures/course.ts';

const HASHES = {
  stage: '',
  looking: '',
  assets: '',
  publicFiles: '',
  projects: {},
  reach: {},
};

test('a language without a script is refused, also where scenes may have none', async () => {
  const how = {...course.video, theme: 'light', captions: 'picture'} as const;
  const scenes = {'scenes/05-script/mistakes.tsx': 'code'};
  const play = coursePlay(
    COURSE,
    course,
    sceneOf('05-script/mistakes'),
    'ko',
    how,
    {...HASHES, scenes},
    'allowed',
  );
  await expect(play).rejects.toThrow('scenes/05-script/mistakes.script.ko.md is missing');
});
