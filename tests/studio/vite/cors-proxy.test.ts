import {describe, expect, test} from 'vitest';

import {
  isProxied,
  proxiedAddress,
  proxyOptions,
  proxyRefuses,
} from '../../../studio/vite/cors-proxy.ts';

const DEFAULTS = {allowedMimeTypes: ['image/*', 'video/*'], allowListHosts: []};

describe("Motion Canvas's option proxy", () => {
  test.each([
    [undefined, null],
    [false, null],
    [true, DEFAULTS],
    [{}, DEFAULTS],
    [{allowListHosts: [' Example.org ']}, {...DEFAULTS, allowListHosts: ['example.org']}],
    [{allowedMimeTypes: ['image/png']}, {...DEFAULTS, allowedMimeTypes: ['image/png']}],
  ])('%j is %j', (given, options) => {
    expect(proxyOptions(given)).toEqual(options);
  });

  const asked = (url: string): URL =>
    new URL(`http://127.0.0.1:1/cors-proxy/${encodeURIComponent(url)}?asset-hash=1`);

  test.each([
    ['http://example.org/a.png?b=c', [], {address: 'http://example.org/a.png?b=c'}],
    ['https://example.org/a', ['example.org'], {address: 'https://example.org/a'}],
    ['https://example.com/a', ['example.org'], {refused: 'example.com'}],
    ['file:///etc/passwd', [], {refused: 'file:///etc/passwd'}],
    ['a.png', [], {refused: 'a.png'}],
  ])('asked for %s with the hosts %j says %j', (url, allowListHosts, expected) => {
    const [[key, value]] = Object.entries(expected);
    const said = proxiedAddress(asked(url), {...DEFAULTS, allowListHosts});
    expect(said).toHaveProperty(key);
    expect(Object.values(said)[0]).toContain(value);
    expect(isProxied(asked(url))).toBe(true);
  });

  test.each([
    ['image/png', ['image/*'], true],
    ['IMAGE/PNG; charset=x', ['image/png'], true],
    ['image/jpeg', ['image/png'], false],
    ['text/html', ['image/*', 'video/*'], false],
    [null, ['image/*'], false],
    ['text/html', [], true],
  ])('passes %s on among %j: %s', (type, allowedMimeTypes, passes) => {
    expect(proxyRefuses(type, {...DEFAULTS, allowedMimeTypes}) === null).toBe(passes);
  });
});
