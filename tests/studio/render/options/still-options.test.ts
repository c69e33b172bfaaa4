import {describe, expect, test} from 'vitest';

import {UserError} from '../../../../foundations/user-error.ts';
import {momentsOf} from '../../../../studio/render/plan/moments.ts';
import {resolveStillOptions} from '../../../../studio/render/options/still-options.ts';
import {course} from '../../../fixtures/course.ts';

describe('resolveStillOptions()', () => {
  test.each([
    [{}, {themes: ['light'], width: 1920, ground: 'theme', locales: ['en', 'ko']}],
    [{theme: 'both'}, {themes: ['light', 'dark']}],
    [
      {scale: 0.5, locale: 'ko'},
      {width: 960, locales: ['ko']},
    ],
    [
      {scale: '2', transparent: true},
      {width: 3840, ground: 'none'},
    ],
    [{contactSheet: true}, {width: 480}],
    [
      {format: 'pdf', scale: 2},
      {format: 'pdf', width: 1920, scale: 2},
    ],
    [
      {contactSheet: true, scale: 0.5, theme: 'dark'},
      {width: 960, themes: ['dark']},
    ],
  ])('%j', (flags, wanted) => {
    const {play, ...rest} = resolveStillOptions(flags, [], course);
    expect({...rest, ...play}).toMatchObject(wanted);
  });

  test.each([
    [{scale: 0}, '--scale 0'],
    [{scale: 'big'}, '--scale big'],
    [{scale: 2, contactSheet: true}, '--scale 2'],
    [{theme: 'blue'}, '--theme blue'],
    [{format: 'gif'}, '--format gif'],
    [{format: 'svg', contactSheet: true}, '--format svg is not possible with'],
    [{locale: 'fr'}, '--locale fr'],
    [{captions: 'none'}, '--captions none'],
    [{contactSheet: true, at: 'answer'}, '--contact-sheet cannot go with --at'],
    [{contactSheet: true, transparent: true}, 'cannot go with --transparent'],
  ])('%j is refused', (flags, message) => {
    expect(() => resolveStillOptions(flags, [], course)).toThrow(UserError);
    expect(() => resolveStillOptions(flags, [], course)).toThrow(message);
  });
});

describe('momentsOf()', () => {
  const opened = {
    frames: 100,
    cues: [
      {name: 'one', seconds: 0, caption: ''},
      {name: 'two', seconds: 1.5, caption: ''},
    ],
  };

  test('takes the last frame before the next cue takes effect, and the last of all', () => {
    expect(momentsOf(opened, undefined, 30)).toEqual([
      {name: 'one', frame: 43, seconds: 0},
      {name: 'two', frame: 99, seconds: 1.5},
    ]);
  });

  test('takes a cue a hair after a whole frame for one on that frame', () => {
    const seconds = 16.333333333333336;
    const late = {frames: 2000, cues: [opened.cues[0], {...opened.cues[1], seconds}]};
    expect(momentsOf(late, 'one', 60)[0].frame).toBe(978);
  });

  test.each([
    ['two', {name: 'two', frame: 99, seconds: 1.5}],
    [1, {name: '1s', frame: 30, seconds: 1}],
    ['0.5', {name: '0.5s', frame: 15, seconds: 0.5}],
  ])('finds %j', (at, moment) => {
    expect(momentsOf(opened, at, 30)).toEqual([moment]);
  });

  test.each(['three', 4, -1])('knows no moment %j', at => {
    expect(() => momentsOf(opened, at, 30)).toThrow(`--at ${at} is no moment`);
  });
});
