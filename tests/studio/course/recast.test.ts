import {join} from 'node:path';

import {expect, test} from 'vitest';

import course from '../../../course.config.ts';
import {recast} from '../../../studio/course/recast.ts';
import {ROOT} from '../../../foundations/root.ts';

test('without models nothing changes', () => {
  expect(recast(course, [], ROOT)).toEqual({course, roles: null, name: ''});
});

test('a role is played by another model, the others stay', () => {
  const {course: changed, roles, name} = recast(course, ['decoder=org/gpt@main'], ROOT);
  expect(changed.roles).toEqual({
    ...course.roles,
    decoder: {hub: 'org/gpt', revision: 'main'},
  });
  expect([...(roles ?? [])]).toEqual(['decoder']);
  expect(name).toBe('decoder=org--gpt@main');
});

test('what is made with a model has a name of bounded length, and its own', () => {
  const names = ['a', 'b'].map(
    letter => recast(course, [`decoder=org/${letter.padStart(300, 'x')}`], ROOT).name,
  );
  expect(Math.max(...names.map(name => name.length))).toBeLessThanOrEqual(120);
  expect(names[0]).not.toBe(names[1]);
});

test('word vectors come from another file', () => {
  const {course: changed, roles} = recast(course, ['word-vectors=package.json'], ROOT);
  expect(changed.roles['word-vectors']).toEqual({path: join(ROOT, 'package.json')});
  expect([...(roles ?? [])]).toEqual(['word-vectors']);
});

test.each([
  ['word-vectors=none.txt', 'There is no file none.txt with word vectors'],
  ['painter=org/x', 'names no role'],
  ['decoder', 'names no role'],
  ['decoder=', 'names no role'],
  ['toString=org/x', 'names no role'],
  ['decoder=assets/none', 'There is no model assets/none'],
])('%s is refused', (entry, message) => {
  expect(() => recast(course, [entry], ROOT)).toThrow(message);
});
