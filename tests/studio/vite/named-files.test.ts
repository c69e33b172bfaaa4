import {expect, test} from 'vitest';

import {namedBy, stylesPlugin} from '../../../studio/vite/named-files.ts';
import type {NamedContext} from '../../../studio/vite/named-files.ts';

const OUTPUTS = {
  'a-1.png': {type: 'asset', originalFileNames: ['scenes/a.png', '../outside/a.png']},
  'b-2.woff2': {type: 'asset', originalFileNames: ['scenes/b.woff2']},
};
const NAMES: Record<string, string> = {
  A_$1: 'a-1.png',
  B2: 'b-2.woff2',
  DeH$uzd_: 'a-1.png',
  gone: 'none',
};
const context = (code: string | null, styles?: string): NamedContext => ({
  // The bundler knows its own names and no others.
  getFileName: reference => {
    if (reference in NAMES) return NAMES[reference];
    throw new Error(`unknown file "${reference}"`);
  },
  getModuleInfo: () => ({code, meta: styles === undefined ? {} : {'aim:styles': styles}}),
});
const named = (code: string | null, styles?: string) =>
  namedBy(context(code, styles), '/c/x', OUTPUTS, '/c');

test.each([
  ['new URL("__VITE_ASSET__A_$1__", x)', ['/c/scenes/a.png', '/outside/a.png']],
  [
    '"__VITE_ASSET__B2__" + "__VITE_ASSET__A_$1__" + "__VITE_ASSET__B2__"',
    ['/c/scenes/a.png', '/c/scenes/b.woff2', '/outside/a.png'],
  ],
  ['"__VITE_ASSET__DeH$uzd___"', ['/c/scenes/a.png', '/outside/a.png']],
  ['"__VITE_ASSET__B2__$_#part__"', ['/c/scenes/b.woff2']],
  ['"__VITE_ASSET__gone__"', []],
  ['"a.png"', []],
  [null, []],
])('%s names %j', (code, files) => {
  expect(named(code)).toEqual({files, styles: ''});
});

test('a style sheet is known by what it is compiled to, and names files', () => {
  const sheet = (text: string) => named('export default ""', text);
  const one = sheet('@font-face {src: url(__VITE_ASSET__B2__)}');
  expect(one.files).toEqual(['/c/scenes/b.woff2']);
  expect(sheet('@font-face {src: url(__VITE_ASSET__A_$1__)}').styles).toBe(one.styles);
  expect(sheet('@font-face {}').styles).not.toBe(one.styles);
  const transform = stylesPlugin().transform as (code: string, id: string) => unknown;
  expect(transform('x', '/c/x.css?direct')).toMatchObject({meta: {'aim:styles': 'x'}});
  expect(transform('x', '/c/x.css.ts')).toBeNull();
});
