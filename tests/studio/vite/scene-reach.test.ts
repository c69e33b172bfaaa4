import {parseAst} from 'vite';
import {describe, expect, test} from 'vitest';

import {reachOf} from '../../../studio/vite/scene-reach.ts';
import {worldTouched} from '../../../studio/vite/world-touched.ts';
import type {EstreeNode} from '../../../studio/vite/world-touched.ts';

const parse = (code: string): EstreeNode => parseAst(code) as unknown as EstreeNode;

describe('worldTouched()', () => {
  test.each([
    'import {Code} from "x"; Code.defaultHighlighter = 1;',
    'import {Code} from "x"; Code.a.b[0] += 1;',
    'import {Code} from "x"; Code.count++;',
    'import {Code} from "x"; delete Code.a;',
    'import {Code} from "x"; [Code.a, b] = [1, 2]; let b;',
    'import {Code} from "x"; ({a: Code.a, ...Code.b} = {});',
    'import {Code} from "x"; for (Code.a of []);',
    'import * as all from "x"; all.Code.a = 1;',
    'import {Code} from "x"; export function f(Code) { Code.a = 1; }',
    'JSON.mine = 1;',
    'globalThis.score = 1;',
    'export const f = () => window.score++;',
    'document.fonts.add(face);',
    'export const a = Math.random();',
    'const {random} = Math;',
    'const pick = Math["random"];',
    'localStorage.setItem("a", "1");',
    'Object.assign(Code, {a: 1});',
    'import {Node} from "x"; const {prototype} = Node;',
    'crypto.randomUUID();',
  ])('finds it in %s', code => {
    expect(worldTouched(code, () => parse(code))).toBe(true);
  });

  test.each([
    'import {Rect} from "x"; export default function* (view) { view.add(new Rect({x: 1})); }',
    'const random = useRandom(); random.nextInt(0, Math.floor(Math.PI));',
    'const box = createRef(); box().width = 3; const a = {}; a.b = 1;',
    'export class A { constructor() { this.x = 1; } }',
    'let count = 0; export const next = () => ++count;',
    'try { f(); } catch (error) { error.message = ""; }',
    'for (const a of list) a.x = 1;',
    'export function f({a}, ...rest) { a.b = 1; rest[0].c = 2; }',
    'const {a, ...others} = f(); others.b = 1;',
  ])('finds nothing in %s', code => {
    expect(worldTouched(code, () => parse(code))).toBe(false);
  });
});

describe('reachOf()', () => {
  const reach = (...modules: [id: string, code?: string][]) =>
    reachOf(
      modules.map(([id, code = '']) => ({id, code})),
      ({code}) => parse(code),
      id => id.replace('/p/', ''),
    );

  test('names what may keep something: own modules, packages and data', () => {
    expect(
      reach(
        ['/p/a.tsx?scene', 'import d from "x"; d.name = 1;'],
        ['/p/a.tsx'],
        ['/p/a.meta'],
        ['/p/picture.png'],
        ['/p/style.css'],
        ['/p/words.json'],
        ['/p/words.json?raw'],
        ['/p/node_modules/d3/index.js'],
        ['/p/node_modules/@motion-canvas/core/lib/index.js', 'window.a = 1'],
        ['/tool/.cache/vendor-1/core/lib/index.js', 'Math.random()'],
        ['\0vite/preload-helper.js', 'document.head'],
      ),
    ).toEqual({
      modules: ['a.tsx', 'node_modules/d3/index.js', 'words.json'],
      touchesWorld: false,
      readsTime: false,
    });
  });

  test.each([
    'useScene().playback.time',
    'usePlayback().frame',
    'view.globalTime()',
    'useScene().lastFrame',
    'Date.now()',
    'performance.now()',
  ])('notices that %s asks for the time', code => {
    expect(reach(['/p/a.tsx', code]).readsTime).toBe(true);
    expect(reach(['/p/a.tsx', 'useTime()']).readsTime).toBe(false);
  });

  test('notices what a package does', () => {
    expect(reach(['/p/a.tsx'], ['/p/node_modules/x/i.js', 'self.x = 1'])).toMatchObject({
      touchesWorld: true,
    });
  });
});
