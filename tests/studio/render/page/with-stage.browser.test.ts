import {expect, test} from 'vitest';

import type {ReadyStage} from '../../../../studio/render/page/with-stage.ts';
import {withStage} from '../../../../studio/render/page/with-stage.ts';
import {COURSE} from '../../../fixtures/course.ts';

test('a stage that has been put away starts no browser for who is still at work', async () => {
  let left: ReadyStage['openPage'] | null = null;
  const work = withStage(COURSE, ['05-script'], ({openPage}) => {
    left = openPage;
    return Promise.reject(new Error('one of several has failed'));
  });
  await expect(work).rejects.toThrow('one of several has failed');
  await expect(left!()).rejects.toThrow('the stage has been put away');
});
