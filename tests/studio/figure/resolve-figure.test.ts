import {describe, expect, test} from 'vitest';

import course from '../../../course.config.ts';
import type {FigureFlags} from '../../../studio/figure/figure-flags.ts';
import {parsePick} from '../../../studio/figure/parse-pick.ts';
import {resolveFigure} from '../../../studio/figure/resolve-figure.ts';

const GIVEN: FigureFlags = {model: ['decoder'], text: 'A cat.', out: 'a.svg'};

const NONE: FigureFlags = {model: [], text: undefined};

const resolve = (kind: string, flags: FigureFlags) =>
  resolveFigure(kind, {...GIVEN, ...flags}, course, '/home/me');

test('what is left open', () => {
  expect(resolveFigure('lens', GIVEN, course, '/home/me')).toEqual({
    kind: 'lens',
    sides: [
      {
        name: 'decoder',
        source: {
          from: 'models',
          models: ['decoder'],
          text: 'A cat.',
          ids: null,
          target: null,
        },
        saveCapture: null,
      },
    ],
    options: {
      view: null,
      of: null,
      layer: null,
      head: null,
      pick: null,
      token: null,
      top: null,
    },
    layers: null,
    dtype: null,
    device: 'cpu',
    look: {
      title: null,
      isBare: false,
      ground: 'theme',
      theme: 'light',
      locale: 'en',
      size: {width: 1920, height: 1080},
    },
    file: '/home/me/a.svg',
    format: 'svg',
  });
});

test('a title of several lines stands on one', () => {
  expect(resolve('lens', {title: 'A title\nof two\n'}).look.title).toBe('A title of two');
});

test.each([
  ['attention', {layer: '3', head: '4', view: 'grid'}, {layer: 3, head: 4, view: 'grid'}],
  ['attention', {token: '-1'}, {token: -1}],
  ['attention', {token: 'It'}, {token: 'It'}],
  ['attention', {of: 'cross'}, {of: 'cross'}],
  ['next-token', {top: '5', token: '0'}, {top: 5, token: 0}],
])('%s %j', (kind, flags, options) => {
  expect(resolve(kind, flags).options).toMatchObject(options);
});

test.each([
  ['atention', {}, /atention.*attention/s],
  ['attention', {out: undefined}, /where the figure goes/],
  ['attention', {out: 'a.jpg'}, /--out a\.jpg.*\.jpg/],
  ['attention', {out: 'a'}, /--out a has no ending/],
  ['attention', {model: []}, /whose values/],
  ['attention', {model: ['a', 'b', 'c']}, /--model is given 3 times.* at most 2/],
  ['tokens', {...NONE, capture: ['a', 'b']}, /--capture is given 2 times.*shows one/],
  ['attention', {...NONE, capture: ['a', 'b', 'c']}, /--capture is given 3 times/],
  [
    'attention',
    {model: ['a', 'b'], saveCapture: 'c'},
    /--save-capture is given once, and 2 captures are made/,
  ],
  ['cache', {...NONE, model: ['a', 'b'], saveCapture: ['c', 'd']}, /and one capture is/],
  [
    'attention',
    {model: ['a', 'b'], saveCapture: ['c', './c']},
    /--save-capture \.\/c is given twice/,
  ],
  ['attention', {model: ['a', 'b'], out: 'a.html'}, /\.html page shows one model/],
  [
    'tokens',
    {model: ['a', 'b', 'c', 'd', 'e']},
    /given 5 times, and tokens shows at most 4/,
  ],
  ['attention', {text: undefined}, /what the model reads/],
  ['attention', {capture: 'c'}, /--capture cannot go with --model/],
  ['attention', {view: 'tree'}, /--view tree/],
  ['attention', {layer: '1'}, /--layer is given without --head/],
  ['attention', {head: '1'}, /--head is given without --layer/],
  ['attention', {layer: '-1', head: '1'}, /--layer -1/],
  ['attention', {layer: '1', head: '1', pick: 'most-even'}, /--pick cannot go/],
  ['attention', {top: '4'}, /--top has no meaning for attention/],
  ['attention', {ids: '1,2'}, /--text cannot go with --ids/],
  ['model', {}, /--text has no meaning for model/],
  ['cache', {}, /--text has no meaning for cache/],
  ['cache', {text: undefined, device: 'cuda'}, /--device has no meaning for cache/],
  ['cache', {text: undefined, model: 'abcdefg'.split('')}, /cache shows at most 6/],
  ['tokens', {dtype: 'fp16'}, /--dtype has no meaning for tokens/],
  ['neighbours', {text: undefined}, /which words are asked for/],
  ['neighbours', {target: 'x'}, /--target has no meaning for neighbours/],
  ['neighbours', {view: 'pca'}, /--view has no meaning for neighbours/],
  ['map', {view: 'tsne'}, /--view tsne/],
  ['lens', {out: 'a.mp4', transparent: true}, /--transparent/],
  ['lens', {out: 'a.mp4', size: '854x481'}, /854x481/],
  ['neurons', {out: 'a.html'}, /neurons cannot be an \.html page/],
  ['lens', {out: 'a.html', bare: true}, /--bare has no meaning for an \.html/],
  ['lens', {out: 'a.html', size: '640x360'}, /--size has no meaning/],
  ['next-token', {out: 'a.html', layers: '1'}, /--layers has no meaning for next-token/],
  ['lens', {layers: '1'}, /--layers is for \.html/],
  ['tokens', {token: '4'}, /--token has no meaning for tokens/],
  ['next-token', {top: '0'}, /--top 0/],
  ['lens', {theme: 'pink'}, /--theme pink/],
  ['lens', {locale: 'fr'}, /--locale fr/],
  ['lens', {size: '100x100'}, /--size 100x100/],
  ['lens', {dtype: 'fp8'}, /--dtype fp8/],
  ['lens', {device: 'tpu'}, /tpu/],
])('%s %j is refused', (kind, flags, message) => {
  expect(() => resolve(kind, flags)).toThrow(message);
});

test('a capture is drawn alone', () => {
  const flags = {capture: 'bird', out: 'a.png'};
  expect(resolveFigure('lens', flags, course, '/home/me').sides).toEqual([
    {
      name: 'bird',
      source: {from: 'capture', folder: '/home/me/bird'},
      saveCapture: null,
    },
  ]);
  expect(() =>
    resolveFigure('lens', {...flags, saveCapture: 'b'}, course, '/home/me'),
  ).toThrow('--save-capture');
});

describe('two models', () => {
  test('are two sides that read the same, each with a capture of its own', () => {
    const {sides} = resolve('lens', {model: ['decoder', 'moe'], saveCapture: ['a', 'b']});
    expect(sides.map(({name, saveCapture}) => [name, saveCapture])).toEqual([
      ['decoder', '/home/me/a'],
      ['moe', '/home/me/b'],
    ]);
    expect(sides.map(({source}) => source)).toMatchObject([
      {models: ['decoder'], text: 'A cat.'},
      {models: ['moe'], text: 'A cat.'},
    ]);
  });

  test('may be the same one, and are two captures', () => {
    expect(resolve('lens', {model: ['decoder', 'decoder']}).sides).toHaveLength(2);
    const {sides} = resolve('lens', {...NONE, capture: ['a', 'b']});
    expect(sides.map(({source}) => source)).toEqual([
      {from: 'capture', folder: '/home/me/a'},
      {from: 'capture', folder: '/home/me/b'},
    ]);
  });

  test.each(['tokens', 'cache'])('of %s stand in one picture', kind => {
    const text = kind === 'cache' ? undefined : 'A cat.';
    const {sides} = resolve(kind, {model: ['a', 'b', 'c'], text});
    expect(sides).toHaveLength(1);
    expect(sides[0].source).toMatchObject({models: ['a', 'b', 'c']});
  });
});

describe('parsePick()', () => {
  test.each([
    ['most-even', {rule: 'most-even'}],
    ['It>bird', {rule: 'most-mass', from: {token: 'It'}, to: {token: 'bird'}}],
  ])('%s', (text, rule) => {
    expect(parsePick(text)).toEqual(rule);
  });

  test.each(['previous', 'a>', '>b', 'a>b>c', ''])('%j is refused', text => {
    expect(() => parsePick(text)).toThrow(`--pick ${text}`);
  });
});
