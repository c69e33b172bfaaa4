import {expect, test} from 'vitest';

import {addressOf, pageFor} from '../../../studio/editor/live/page-address.ts';

const LESSONS = ['03-words', '09-attention'];
const HOST = 'http://127.0.0.1:9000';

test.each([
  ['/', undefined, {kind: 'lessons'}],
  ['/?locale=ko&theme=dark', undefined, {kind: 'lessons'}],
  ['/09-attention', undefined, {kind: 'editor', lesson: '09-attention'}],
  ['/09-attention/?theme=dark', undefined, {kind: 'editor', lesson: '09-attention'}],
  ['/10-cache', undefined, null],
  ['/09-attention/x', undefined, null],
  ['/@vite/client', undefined, null],
  ['/studio/editor/client/lessons/main.tsx', undefined, null],
  [
    '/',
    `${HOST}/09-attention?locale=ko&theme=dark`,
    {kind: 'redirect', to: '/?locale=ko&theme=dark'},
  ],
  ['/', `${HOST}/09-attention?scene=x`, {kind: 'lessons'}],
  ['/?theme=light', `${HOST}/?theme=dark`, {kind: 'lessons'}],
  ['/', 'about:client', {kind: 'lessons'}],
  ['/', 'no address', {kind: 'lessons'}],
])('%s, from %s', (url, referer, page) => {
  expect(pageFor(url, referer, LESSONS)).toEqual(page);
});

test.each([
  ['/', '/09-attention'],
  ['/?locale=ko', '/09-attention?locale=ko'],
])('where one lesson is open, %s leads to it', (url, to) => {
  expect(pageFor(url, undefined, ['09-attention'])).toEqual({kind: 'redirect', to});
});

test('a path with what has a meaning in addresses', () => {
  expect(addressOf('/home/내 강의/a?b#c%20/@x/y.css')).toBe(
    '/home/%EB%82%B4%20%EA%B0%95%EC%9D%98/a%3Fb%23c%2520/@x/y.css',
  );
  const linked = '/node_modules/.pnpm/@x+ui@1.0.0/node_modules/@x/ui';
  expect(addressOf(linked)).toBe(linked);
});
