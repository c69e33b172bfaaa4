import {expect, test} from 'vitest';

import {courseProjects} from '../../../studio/course/projects.ts';
import {lessonList, withoutValues} from '../../../studio/editor/live/lesson-list.ts';
import {ROOT} from '../../../foundations/root.ts';

test('lessons have their titles in every language, and their scenes in order', async () => {
  const [lesson] = await lessonList(ROOT, courseProjects(ROOT, ['09-self-attention']));
  expect(lesson).toMatchObject({
    name: '09-self-attention',
    number: 9,
    title: {en: 'Self-attention', ko: '셀프 어텐션'},
    problem: null,
  });
  expect(lesson.scenes.map(({name}) => name)).toEqual([
    'what-is-it',
    'make-qkv',
    'relevance-scoring',
    'combine-values',
    'causal-mask',
    'many-heads',
  ]);
  expect(lesson.scenes[0]).toEqual({
    name: 'what-is-it',
    title: {en: 'What is “…”?', ko: '“…”, 무엇을 가리킬까?'},
    cues: 10,
    problem: null,
  });
});

test('what cannot be read is in the list with the reason', async () => {
  const [lesson] = await lessonList(`${ROOT}/tests/fixtures/course`, [
    `${ROOT}/tests/fixtures/course/scenes/none/project.ts`,
  ]);
  expect(lesson.problem).toContain('scenes/none/lesson.json is missing');
});

test.each([
  ['What is “{{query}}”?', 'What is “…”?'],
  ['{{a}} and {{b | percent}}', '… and …'],
  ['No value', 'No value'],
])('%s without values', (title, shown) => {
  expect(withoutValues(title)).toBe(shown);
});
