import {readdirSync} from 'node:fs';

import {describe, expect, test} from 'vitest';

import {ROOT} from '../../../../foundations/root.ts';
import {readLesson, sceneOf} from '../../../../studio/course/scene-files.ts';
import {
  cardOf,
  cardPlay,
  lessonsWithCards,
} from '../../../../studio/render/plan/title-cards.ts';
import type {Play} from '../../../../studio/render/plan/unit.ts';

const scenesOf = (...ids: string[]) => ids.map(sceneOf);

describe('lessonsWithCards()', () => {
  const all = scenesOf('02-a/x', '02-a/y', '03-b/z', 'title-card/title-card');

  test.each<[string, object, string[], string[], string[]]>([
    ['what is whole', {}, ['02-a/x', '02-a/y', '03-b/z'], [], ['02-a', '03-b']],
    ['not a lesson of which a scene lacks', {}, ['02-a/x', '03-b/z'], [], ['03-b']],
    ['nothing where the course wants none', {titleCards: false}, ['03-b/z'], [], []],
    ['what is whole where it says so', {titleCards: true}, ['03-b/z'], [], ['03-b']],
    [
      'nothing where there is no scene for it',
      {},
      ['03-b/z'],
      ['title-card/title-card'],
      [],
    ],
  ])('%s', (_, course, chosen, without, lessons) => {
    const there = all.filter(({id}) => !without.includes(id));
    expect(lessonsWithCards(course, there, scenesOf(...chosen))).toEqual(lessons);
  });
});

describe('cardOf()', () => {
  const title = {en: 'Word embeddings', ko: '단어 임베딩'};
  test('says number and title, and what the scenes ask, in order', () => {
    const asked = ['What is it?', null, 'Why?'];
    expect(cardOf({number: 3, title, role: 'residual'}, 'ko', asked)).toEqual({
      number: 3,
      title: '단어 임베딩',
      role: 'residual',
      questions: ['What is it?', 'Why?'],
    });
  });

  test('of a lesson about no one thing has no colour', () => {
    expect(cardOf({number: 3, title}, 'en', [])?.role).toBeNull();
  });

  test('is none for what has no number', () => {
    expect(cardOf({number: null, title}, 'en', [])).toBeNull();
  });
});

test('cards of two lessons are two plays of one scene', () => {
  const play: Play = {
    name: 'title-card/title-card en',
    identity: {scene: 'title-card/title-card', locale: 'en'},
    request: {
      project: 'title-card',
      scenes: ['title-card'],
      variables: {locale: 'en', theme: 'dark'},
      fps: 30,
      width: 1920,
      height: 1080,
      scale: 1,
      pixels: [1920, 1080],
      background: null,
      colorSpace: 'srgb',
      skipUnchanged: true,
      checkGlyphs: true,
    },
    inputs: {code: 'c', script: 's'},
    explain: error => error,
  };
  const card = {number: 3, title: 'Words', role: null, questions: []};
  const made = cardPlay(play, '03-words', card);
  expect(made.name).toBe('03-words title card en');
  expect(made.identity).toEqual({scene: '03-words/title-card', locale: 'en'});
  expect(made.request).toEqual({
    ...play.request,
    variables: {locale: 'en', theme: 'dark', card},
  });
  expect(made.inputs).toEqual(play.inputs);
});

test('every lesson between introduction and conclusion says what it is about', async () => {
  const lessons = readdirSync(`${ROOT}/scenes`)
    .filter(name => /^\d/.test(name))
    .sort()
    .slice(1, -1);
  for (const lesson of lessons) {
    const {data} = await readLesson(ROOT, lesson);
    expect(data.role, `role in scenes/${lesson}/lesson.json`).toBeDefined();
  }
});
