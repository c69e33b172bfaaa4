import {expect, test} from 'vitest';

import {readCapture} from '../../../data-extract/capture/capture-folder.ts';
import {wrongInRecord} from '../../../data-extract/capture/wrong-in-record.ts';
import {ROOT} from '../../../foundations/root.ts';

const known = await readCapture(`${ROOT}/assets/captures/template/scene`);
if (!known) throw new Error('the template has no capture');
const {capture} = known;

test.each<[string, object, string | null]>([
  ['what is as it was written', {}, null],
  ['another format', {format: 7, tokens: undefined}, null],
  ['no format', {format: undefined}, 'has no "format"'],
  ['no tokens', {tokens: undefined}, 'has no "tokens"'],
  ['tokens by their numbers', {tokens: {0: 'a'}}, 'has no list as "tokens"'],
  ['a text that is none', {text: 5}, 'has no text as "text"'],
  ['results that are none', {results: null}, 'has no fields as "results"'],
  ['no model', {provenance: {}}, 'has no "model" in "provenance"'],
  [
    'a token whose text is a number',
    {tokens: [...capture.tokens.slice(0, 1), {id: 5, text: 5, bytes: ''}]},
    'has no token as number 1 of its tokens',
  ],
])('%s', (_, change, said) => {
  expect(wrongInRecord({...capture, ...change})).toBe(said);
});

test.each([[[1]], ['text'], [null]])('%j is no capture', record => {
  expect(wrongInRecord(record)).toBe('is no capture');
});
