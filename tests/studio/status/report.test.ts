import {describe, expect, test} from 'vitest';

import type {CaptureState} from '../../../studio/freshness/capture-states.ts';
import type {RenderState} from '../../../studio/status/render-states.ts';
import {describeStatus, extentOf, groupByReason} from '../../../studio/status/report.ts';

const capture = (scene: string, ...reasons: string[]): CaptureState => ({
  scene,
  state: reasons.length > 0 ? 'stale' : 'fresh',
  reasons,
});
const render = (scene: string, locale: string, ...reasons: string[]): RenderState => ({
  ...capture(scene, ...reasons),
  locale,
  theme: 'light',
  file: `renders/${scene}.${locale}.mp4`,
});

const ROLE = 'decoder changed: tiny-decoder -> gpt2@607a30d';

describe('extentOf()', () => {
  const scenes = Array.from({length: 14}, (_, i) => `09-x/s${i}`);
  test('says it as people do', () => {
    const renders = scenes.flatMap(scene => [render(scene, 'en'), render(scene, 'ko')]);
    expect(extentOf({captures: scenes, renders})).toBe(
      '14 captures, 14 scenes x 2 locales',
    );
  });

  test.each([
    [['a'], [], '1 capture'],
    [[], [render('a', 'en')], '1 scene'],
    [[], [render('a', 'en'), render('b', 'en')], '2 scenes'],
    [
      [],
      [render('a', 'en'), render('a', 'ko'), render('b', 'ko')],
      '3 renders of 2 scenes',
    ],
    [
      [],
      [render('a', 'en'), {...render('a', 'en'), theme: 'dark'}],
      '1 scene x 2 themes',
    ],
    [
      [],
      [render('a', 'en'), {...render('a', 'en'), file: 'renders/a.en.webm'}],
      '2 renders of 1 scene',
    ],
  ])('%j captures, %j', (captures, renders, expected) => {
    expect(extentOf({captures, renders})).toBe(expected);
  });
});

test('groupByReason() puts first what concerns most', () => {
  const cue = 'cue "end" changed in s.md';
  const groups = groupByReason({
    captures: [capture('a', ROLE), capture('b')],
    renders: [render('a', 'en', ROLE), render('a', 'ko', ROLE, cue), render('b', 'ko')],
  });
  expect(
    groups.map(({reasons, captures, renders}) => [reasons, captures, renders.length]),
  ).toEqual([
    [[ROLE], ['a'], 2],
    [[cue], [], 1],
  ]);
});

test('changes that concern the same are said together', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => `${name}.ts changed`);
  const all = {captures: [], renders: [render('x', 'en', ...files)]};
  expect(groupByReason(all)).toHaveLength(1);
  expect(describeStatus(all)).toContain(
    'a.ts changed, b.ts changed, c.ts changed, d.ts changed, and 2 more changes; 1 scene\n',
  );
});

test('describeStatus() names everything and says what to do', () => {
  const text = describeStatus({
    captures: [capture('a', ROLE), capture('b')],
    renders: [render('a', 'en', ROLE), render('a', 'ko', ROLE), render('b', 'en')],
  });
  expect(text).toBe(
    [
      `${ROLE}; 1 capture, 1 scene x 2 locales`,
      '    a: capture; videos en, ko',
      'Fresh: 1 of 2 captures, 1 of 3 renders.',
      'Next: npm run extract && npm run render',
    ].join('\n'),
  );
});

test('describeStatus() is short where all is fresh', () => {
  const text = describeStatus({captures: [capture('a')], renders: [render('a', 'en')]});
  expect(text).toBe('Fresh: 1 of 1 capture, 1 of 1 render.');
});
