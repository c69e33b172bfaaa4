import {expect, test} from 'vitest';

import {UserError} from '../../../../foundations/user-error.ts';
import {storePlace} from '../../../../studio/render/store/store-place.ts';

test.each([
  ['/mnt/chunks', {kind: 'folder', folder: '/mnt/chunks'}],
  ['chunks/', {kind: 'folder', folder: 'chunks'}],
  ['/', {kind: 'folder', folder: '/'}],
  ['C:\\chunks', {kind: 'folder', folder: 'C:\\chunks'}],
  ['s3://my-course', {kind: 's3', bucket: 'my-course', prefix: ''}],
  ['s3://my-course/', {kind: 's3', bucket: 'my-course', prefix: ''}],
  ['S3://my.course/a/b/', {kind: 's3', bucket: 'my.course', prefix: 'a/b'}],
])('%s is a store', (given, place) => {
  expect(storePlace('--store', given)).toEqual(place);
});

test.each([
  '',
  ' ',
  's3://',
  's3:///chunks',
  's3://A_B/c',
  'gs://bucket/c',
  'https://h/b',
])('%j is none', given => {
  expect(() => storePlace('--store', given)).toThrow(UserError);
  expect(() => storePlace('--store', given)).toThrow(`--store ${given}`);
});
