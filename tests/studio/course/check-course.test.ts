import {expect, test} from 'vitest';

import {checkCourse} from '../../../studio/course/check-course.ts';

const COURSE = {
  roles: {decoder: {path: 'assets/models/tiny-decoder'}},
  locales: ['en', 'ko'],
  theme: 'light',
  video: {width: 1920, height: 1080, fps: 60},
};

test('a course is taken as it is', () => {
  expect(checkCourse(COURSE)).toBe(COURSE);
  expect(() => checkCourse({...COURSE, titleCards: false})).not.toThrow();
});

test.each([
  [{theme: 'ligth'}, 'course.config.ts has the theme "ligth". Did you mean "light"?'],
  [{theme: undefined}, 'course.config.ts has the theme undefined.'],
  [{titlecards: false}, 'has no field "titlecards". Did you mean "titleCards"?'],
  [{locales: []}, 'needs "locales", each of two letters'],
  [{locales: 'en'}, 'needs "locales", each of two letters'],
  [{locales: ['en', 'english']}, 'needs "locales", each of two letters'],
  [{roles: null}, 'needs "roles"'],
  [{video: undefined}, 'needs "video" with "width", "height" and "fps"'],
  [{video: {width: '1920', height: 1080, fps: 60}}, 'needs "video"'],
  [{video: {width: 1920, height: 1080, fps: 0}}, 'needs "video"'],
])('a course with %j is refused', (change, message) => {
  expect(() => checkCourse({...COURSE, ...change})).toThrow(message);
});
