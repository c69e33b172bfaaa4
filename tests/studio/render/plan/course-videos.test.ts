import {describe, expect, test} from 'vitest';

import {sceneOf} from '../../../../studio/course/scene-files.ts';
import {resolveOptions} from '../../../../studio/render/options/options.ts';
import {
  courseVideo,
  lessonVideo,
  wholeCourses,
  wholeLessons,
} from '../../../../studio/render/plan/course-videos.ts';
import type {
  CourseUnit,
  WholeLesson,
} from '../../../../studio/render/plan/course-videos.ts';
import type {OpenRequest} from '../../../../studio/stage/protocol.ts';
import {course} from '../../../fixtures/course.ts';

/** A scene of so many frames, with one cue at the beginning. */
function unit(id: string, locale: string, frames: number): CourseUnit {
  const scene = sceneOf(id);
  const [number, name] = scene.lesson.split('-');
  const request: OpenRequest = {
    project: scene.lesson,
    scenes: [scene.scene],
    variables: {},
    fps: 30,
    width: 320,
    height: 180,
    scale: 1,
    pixels: [320, 180],
    background: null,
    colorSpace: 'srgb',
    skipUnchanged: true,
    checkGlyphs: true,
  };
  return {
    scene,
    locale,
    unit: {
      play: {
        name: id,
        identity: {scene: id, locale},
        request,
        inputs: {code: '', script: ''},
        explain: error => error,
      },
      opened: {
        frames,
        title: scene.scene,
        lesson: `Lesson ${number} · ${name}`,
        cues: [{name: 'begin', seconds: 0, caption: id}],
        scenes: [],
      },
      part: {from: 0, scenes: []},
      frames,
      chunks: [],
    },
    captures: [],
    inputs: {
      given: {},
      settings: {},
      sources: {},
      packages: {},
      captures: {},
      script: {},
      tools: {},
    },
  };
}

const orders = new Map([
  ['02-bags', ['split', 'count']],
  ['03-words', ['near']],
]);
const units = [
  unit('03-words/near', 'en', 30),
  unit('02-bags/count', 'en', 60),
  unit('02-bags/split', 'en', 90),
  unit('02-bags/split', 'ko', 99),
  unit('03-words/near', 'ko', 30),
];
/** A title card of 15 frames. */
const {unit: card} = unit('02-bags/title-card', 'en', 15);
const lessons = wholeLessons(units, orders, ['en', 'ko']).map((whole): WholeLesson => ({
  ...whole,
  card: null,
}));
const options = resolveOptions({fps: '30'}, [], course, 2);

describe('wholeLessons()', () => {
  test('have all their scenes in a language, in the order of the lesson', () => {
    expect(
      lessons.map(({lesson, locale, parts}) => [
        lesson,
        locale,
        ...parts.map(({scene}) => scene.scene),
      ]),
    ).toEqual([
      ['02-bags', 'en', 'split', 'count'],
      ['03-words', 'en', 'near'],
      ['03-words', 'ko', 'near'],
    ]);
  });
});

describe('wholeCourses()', () => {
  test.each<[string, string[], string[]]>([
    [
      'a language in which a lesson lacks a scene is left out',
      ['02-bags', '03-words'],
      ['en'],
    ],
    [
      'a lesson that is not rendered leaves no course',
      ['02-bags', '03-words', '04-more'],
      [],
    ],
    ['a course of one lesson has the video of that lesson', ['03-words'], []],
  ])('%s', (_, names, locales) => {
    const courses = wholeCourses(lessons, names, ['en', 'ko']);
    expect(courses.map(({locale}) => locale)).toEqual(locales);
  });
});

describe('the video', () => {
  const [{lessons: own}] = wholeCourses(lessons, ['02-bags', '03-words'], ['en']);

  test('of a course has its lessons in order, every scene a chapter', () => {
    const video = courseVideo({locale: 'en', lessons: own}, options);
    expect(video.base).toBe('renders/course.en');
    expect(video.identity).toEqual({course: 'course', locale: 'en', theme: 'light'});
    expect(video.chapters).toEqual([
      {title: 'Lesson 02 · bags · split', from: 0, to: 90},
      {title: 'Lesson 02 · bags · count', from: 90, to: 150},
      {title: 'Lesson 03 · words · near', from: 150, to: 180},
    ]);
    expect(video.cues?.map(({name, seconds}) => [name, seconds])).toEqual([
      ['02-bags/split/begin', 0],
      ['02-bags/count/begin', 3],
      ['03-words/near/begin', 5],
    ]);
    expect(video.units).toHaveLength(3);
  });

  test('of a lesson has its scenes as chapters', () => {
    const video = lessonVideo(own[0], options);
    expect(video.base).toBe('renders/02-bags.en');
    expect(video.identity).toEqual({lesson: '02-bags', locale: 'en', theme: 'light'});
    expect(video.title).toBe('Lesson 02 · bags');
    expect(video.chapters.map(({title}) => title)).toEqual(['split', 'count']);
    expect(video.cues?.map(({name}) => name)).toEqual(['split/begin', 'count/begin']);
  });

  test('of a lesson with a title card has it in the chapter of the first scene', () => {
    const video = lessonVideo({...own[0], card}, options);
    expect(video.units.map(({frames}) => frames)).toEqual([15, 90, 60]);
    expect(video.chapters).toEqual([
      {title: 'split', from: 0, to: 105},
      {title: 'count', from: 105, to: 165},
    ]);
    expect(video.cues?.map(({name, seconds}) => [name, seconds])).toEqual([
      ['title-card/begin', 0],
      ['split/begin', 0.5],
      ['count/begin', 3.5],
    ]);
  });

  test('of a course has the title card of each lesson that has one', () => {
    const [bags, words] = own;
    const video = courseVideo(
      {
        locale: 'en',
        lessons: [
          {...bags, card},
          {...words, card},
        ],
      },
      options,
    );
    expect(video.chapters).toEqual([
      {title: 'Lesson 02 · bags · split', from: 0, to: 105},
      {title: 'Lesson 02 · bags · count', from: 105, to: 165},
      {title: 'Lesson 03 · words · near', from: 165, to: 210},
    ]);
    expect(video.cues?.map(({name, seconds}) => [name, seconds])).toEqual([
      ['02-bags/title-card/begin', 0],
      ['02-bags/split/begin', 0.5],
      ['02-bags/count/begin', 3.5],
      ['03-words/title-card/begin', 5.5],
      ['03-words/near/begin', 6],
    ]);
  });
});
