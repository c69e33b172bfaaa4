import {expect, test} from 'vitest';

import {UserError} from '../../../foundations/user-error.ts';
import {redisError} from '../../../studio/farm/redis-error.ts';
import {readRedis, redisByDefault} from '../../../studio/farm/redis-place.ts';

test.each([
  ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
  ['rediss://host/3', 'rediss://host/3'],
  ['redis://:secret@host:1234', 'redis://:***@host:1234'],
  ['redis://me:secret@host', 'redis://me:***@host'],
])('%s is an address, and its password is not said', (url, said) => {
  expect(readRedis('--redis', url)).toEqual({url, said});
});

test.each([
  '',
  'localhost',
  'localhost:6379',
  'http://host',
  'redis://',
  'redis://h/x',
  true,
])('%j is none', given => {
  expect(() => readRedis('--redis', given)).toThrow(UserError);
  expect(() => readRedis('--redis', given)).toThrow('--redis');
});

test('a wrong address does not give its password away', () => {
  expect(() => readRedis('--redis', 'http://:secret@host')).toThrow(/^(?!.*secret)/);
});

test.each([
  [{}, 'redis://127.0.0.1:6379'],
  [{AIM_REDIS: 'redis://host:1'}, 'redis://host:1'],
])('without a flag, %j gives %s', (env, url) => {
  expect(redisByDefault(env).url).toBe(url);
});

test('the variable is named where it is no address', () => {
  expect(() => redisByDefault({AIM_REDIS: 'host'})).toThrow('AIM_REDIS host');
});

test.each([
  [{code: 'ECONNREFUSED', message: ''}, 'no server answers there'],
  [{message: 'getaddrinfo ENOTFOUND nowhere.invalid'}, 'no server answers there'],
  [{message: '', errors: [{code: 'ECONNREFUSED'}]}, 'no server answers there'],
  [
    {message: 'WRONGPASS invalid username-password pair or user is disabled.'},
    'it takes neither this user nor this password',
  ],
  [
    {message: 'NOAUTH Authentication required.'},
    'it takes neither this user nor this password',
  ],
  [
    {message: "OOM command not allowed when used memory > 'maxmemory'."},
    'it has no more room',
  ],
  [{message: 'MISCONF Redis is configured to save RDB snapshots'}, 'it has no more room'],
  [{message: 'Protocol error, got "H" as reply type byte'}, 'Protocol error'],
  [{}, 'it does not answer'],
])('%j is said as "%s"', (error, what) => {
  const {message, remedy} = redisError('redis://h', error);
  expect(message).toContain(`Redis at redis://h: ${what}`);
  expect(remedy).not.toBe('');
});
