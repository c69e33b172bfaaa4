import {describe, expect, test} from 'vitest';

import {UserError} from '../../../../foundations/user-error.ts';
import {atLine} from '../../../../studio/figure/batch/at-line.ts';
import {readFiguresFile} from '../../../../studio/figure/batch/figures-file.ts';

const read = (yaml: string) => readFiguresFile(yaml, 'paper.yaml');

describe('readFiguresFile()', () => {
  test('fields are flags, and defaults hold where a figure says nothing', () => {
    const figures = read(
      [
        'defaults:',
        '  model: decoder # the small one',
        '  theme: dark',
        'figures:',
        '  - kind: attention',
        '    layer: 03',
        '    theme: light',
        '    bare: true',
        '    save-capture: bird',
        '  - kind: tokens',
        '    model: [decoder, "tokenizer:gpt2"]',
        '    text: "yes"',
        '    transparent: false',
      ].join('\n'),
    );
    expect(figures.map(({kind, flags, line}) => ({kind, flags, line}))).toEqual([
      {
        kind: 'attention',
        line: 5,
        flags: {
          model: 'decoder',
          theme: 'light',
          layer: '03',
          bare: true,
          saveCapture: 'bird',
        },
      },
      {
        kind: 'tokens',
        line: 10,
        flags: {model: ['decoder', 'tokenizer:gpt2'], theme: 'dark', text: 'yes'},
      },
    ]);
    expect(Object.fromEntries(figures[0].lines)).toEqual({
      kind: 5,
      model: 2,
      theme: 7,
      layer: 6,
      bare: 8,
      'save-capture': 9,
    });
  });

  test('a capture of its own stands in place of the model of all, and the other way round', () => {
    const flags = (own: string, all: string) =>
      read(`defaults:\n  ${all}\n  theme: dark\nfigures:\n  - kind: lens\n    ${own}`)[0]
        .flags;
    expect(flags('capture: bird', 'model: decoder\n  text: A')).toEqual({
      capture: 'bird',
      theme: 'dark',
    });
    expect(flags('model: moe', 'capture: bird')).toEqual({model: 'moe', theme: 'dark'});
  });

  test.each<[string, string, object]>([
    ['ids: "5,3"', 'text: A\n  theme: dark', {ids: '5,3', theme: 'dark'}],
    ['text: A', 'ids: "5,3"', {text: 'A'}],
    ['pick: first-token', 'layer: 1\n  head: 2', {pick: 'first-token'}],
    ['layer: 1\n    head: 2', 'pick: first-token', {layer: '1', head: '2'}],
  ])('%s stands in place of %j', (own, all, expected) => {
    const yaml = `defaults:\n  ${all}\nfigures:\n  - kind: attention\n    ${own}`;
    expect(read(yaml)[0].flags).toEqual(expected);
  });

  test.each<[string, string, object]>([
    ['model', 'a.svg', {dtype: 'q8', size: '640x360', transparent: true}],
    ['tokens', 'a.svg', {text: 'A', size: '640x360', transparent: true}],
    ['attention', 'a.html', {text: 'A', dtype: 'q8', layers: '0', token: '3'}],
    ['next-token', 'a.html', {text: 'A', dtype: 'q8', token: '3'}],
    ['residual', 'a.mp4', {text: 'A', dtype: 'q8', token: '3', size: '640x360'}],
  ])('of defaults those hold that %s in %s has a meaning for', (kind, out, expected) => {
    const all = [
      ...['text: A', 'dtype: q8', 'token: 3', 'layers: 0', 'size: 640x360'],
      ...['transparent: true'],
    ];
    const yaml = [
      ...['defaults:', ...all.map(line => `  ${line}`), 'figures:'],
      ...[`  - kind: ${kind}`, `    out: ${out}`],
    ];
    expect(read(yaml.join('\n'))[0].flags).toEqual({...expected, out});
  });

  test('a text of several lines stays one', () => {
    const [{flags}] = read('figures:\n  - kind: lens\n    text: |-\n      a\n      b');
    expect(flags.text).toBe('a\nb');
  });

  test.each([
    ['', 'paper.yaml:1: there are no figures'],
    ['figures: []', 'paper.yaml:1: there are no figures'],
    ['- kind: lens', 'paper.yaml:1: there are no figures'],
    ['figure:\n  - kind: lens', 'paper.yaml:1: unknown field "figure". Did you mean'],
    ['figures:\n  - out: a.svg', 'paper.yaml:2: the figure has no "kind"'],
    ['figures:\n  - lens', 'paper.yaml:2: a figure must be fields'],
    [
      'figures:\n  - kind: lens\n    txt: a',
      'paper.yaml:3: unknown field "txt". Did you',
    ],
    ['figures:\n  - kind: lens\n    text:', 'paper.yaml:3: "text" must be text'],
    ['figures:\n  - kind: lens\n    out:', 'paper.yaml:3: "out" must be text'],
    ['figures:\n  - kind: lens\n    text: a #1', 'paper.yaml:3: "text" would be cut'],
    ['figures:\n  - kind: lens\n    out: {a: b}', 'paper.yaml:3: "out" must be text'],
    ['figures:\n  - kind: lens\n    kind: lens', 'paper.yaml:3: '],
    ['figures:\n  - kind: "lens', 'paper.yaml:2: '],
    ['defaults: a\nfigures:\n  - kind: lens', 'paper.yaml:1: "defaults" has no fields'],
    ['defaults:\n  kind: lens\nfigures: []', 'paper.yaml:2: unknown field "kind"'],
  ])('%j is refused', (yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });
});

test.each([
  ['--theme pink is unknown.', 'paper.yaml:4: --theme pink is unknown.'],
  ['Nothing says where the figure goes.', 'paper.yaml:3: Nothing says'],
  ['--save-capture and --theme', 'paper.yaml:3: --save'],
])('%s', (message, told) => {
  const lines = new Map([
    ['kind', 3],
    ['theme', 4],
  ]);
  const figure = {kind: 'lens', flags: {}, line: 3, lines};
  const error = atLine(new UserError('flag', message, 'Do.'), 'paper.yaml', figure);
  expect((error as UserError).message).toContain(told);
  expect((error as UserError).remedy).toBe('Do.');
});
