import {expect, test} from 'vitest';

import {browserProblem} from '../../../studio/setup/check-part.ts';
import {tellingLine} from '../../../studio/setup/run-program.ts';
import {isSandboxFailure} from '../../../studio/setup/start-browser.ts';
import {
  chromiumProblem,
  ffmpegProblem,
  ffmpegVersion,
} from '../../../studio/setup/versions.ts';

test.each([
  [
    'ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg',
    '5.1.9-0+deb12u1',
  ],
  ['ffmpeg version n7.0-7-gd38bf5e08e-20240407 Copyright', 'n7.0-7-gd38bf5e08e-20240407'],
  [
    'ffmpeg version N-47683-g0e8eb07980-static https://example.org/',
    'N-47683-g0e8eb07980-static',
  ],
  ['ffmpeg version 7.1\nbuilt with gcc', '7.1'],
  ['ffprobe version 5.1.9 Copyright', null],
  ['avconv version 12', null],
  ['', null],
])('the version in "%s" is %s', (output, version) => {
  expect(ffmpegVersion('ffmpeg', output)).toBe(version);
});

const ENCODERS = [
  'Encoders:',
  ' V..... = Video',
  ' ------',
  ' V....D libx264              libx264 H.264 (codec h264)',
  ' A....D aac                  AAC',
  ' S..... mov_text             3GPP Timed Text subtitle',
];

test('an ffmpeg needs libx264 and mov_text, by those very names', () => {
  expect(ffmpegProblem(ENCODERS.join('\n'))).toBeNull();
  const without = ENCODERS.map(line => line.replaceAll('libx264 ', 'libx264rgb '));
  expect(ffmpegProblem(without.join('\n'))).toBe('it was built without libx264');
  expect(ffmpegProblem('')).toBe('it was built without libx264 and mov_text');
});

test.each([
  ['156.0.8078.79', null],
  ['120.0.0.0', null],
  ['99.0.4844.51', 'it is 99.0.4844.51; 120 or newer is needed'],
  ['', 'it states no version that could be read ("")'],
])('Chromium "%s": %s', (version, problem) => {
  expect(chromiumProblem(version)).toBe(problem);
});

test('of a failed start, the browser itself is quoted, libraries first', () => {
  const message = [
    'browserType.launch: Target page, context or browser has been closed',
    'Browser logs:',
    '<launching> /opt/chrome --headless=new',
    '[pid=7][err] /opt/chrome: error while loading shared libraries: libnss3.so: no such file',
    '[pid=7][err] goodbye',
  ].join('\n');
  expect(browserProblem(message)).toBe(
    '/opt/chrome: error while loading shared libraries: libnss3.so: no such file',
  );
  expect(browserProblem('browserType.launch: spawn EACCES\nmore')).toBe(
    'browserType.launch: spawn EACCES',
  );
});

test.each([
  [
    'Reading ...\n\u001b[31mE: Unable to locate package chromium\u001b[0m\n',
    'E: Unable to locate package chromium',
  ],
  [
    'Error: no host\n    at lookup (node:dns:122:26) {\n  errno: 3\n}\nNode.js v20',
    'Error: no host',
  ],
  ['', ''],
])('the line that tells most is found: %j', (text, line) => {
  expect(tellingLine(text)).toBe(line);
});

test.each([
  ['[err] FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox!', true],
  ['error while loading shared libraries: libnss3.so', false],
])('only a sandbox failure is one: %s', (message, is) => {
  expect(isSandboxFailure(message)).toBe(is);
});
