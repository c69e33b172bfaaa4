import {expect, test} from 'vitest';

import {lessonInfo, placeOf} from '../../../studio/new-scene/names.ts';

const LESSONS = ['02-bag-of-words', '09-self-attention', 'gallery'];

test.each([
  ['09', 'x', '09-self-attention', false],
  ['9', 'x', '09-self-attention', false],
  ['09-self-attention', 'x', '09-self-attention', false],
  ['gallery', 'x', 'gallery', false],
  ['12-kv-cache', 'why-it-grows', '12-kv-cache', true],
])('%s %s goes into %s', (lesson, scene, folder, isNewLesson) => {
  expect(placeOf(lesson, scene, LESSONS)).toEqual({lesson: folder, scene, isNewLesson});
});

test.each([
  ['09', 'WhatIsIt', 'e.g. what-is-it.'],
  ['09', 'what is it?', 'e.g. what-is-it.'],
  ['09', '../x', 'e.g. x.'],
  ['09', '한글', 'single hyphens.'],
  ['09', 'a--b', 'e.g. a-b.'],
  ['09', 'a.b', 'e.g. a-b.'],
  ['09', 'project', 'single hyphens.'],
  ['12', 'x', 'e.g. 12-kv-cache'],
  ['kv-cache', 'x', 'e.g. 12-kv-cache'],
  ['../12-x', 'x', 'e.g. 12-kv-cache'],
  ['09-other', 'x', 'take another number'],
])('%s %s is refused, with what to do', (lesson, scene, remedy) => {
  expect(() => placeOf(lesson, scene, LESSONS)).toThrow(
    expect.objectContaining({remedy: expect.stringContaining(remedy) as string}) as Error,
  );
});

test('a new lesson has its number and a name in every language', () => {
  expect(lessonInfo('12-kv-cache', ['en', 'ko'])).toEqual({
    number: 12,
    title: {en: 'Kv cache', ko: 'Kv cache'},
  });
});
