import type {CaptureFile} from './format.ts';
import {CAPTURE_FORMAT} from './format.ts';

/** What every capture has, and what each of these is. */
const PARTS: Partial<Record<keyof CaptureFile, Shape>> = {
  id: 'text',
  provenance: 'fields',
  text: 'text',
  tokens: 'list',
  heads: 'fields',
  results: 'fields',
  tensors: 'list',
  invariants: 'list',
};

type Shape = 'text' | 'list' | 'fields';

/**
 * What a `capture.json` lacks, as the end of a sentence: `has no "tokens"`; `null` where it
 * can be read. Of another format nothing is known. Pure.
 *
 * @param record - What its JSON says.
 */
export function wrongInRecord(record: unknown): string | null {
  if (!isFields(record)) return 'is no capture';
  if (record.format === undefined) return 'has no "format"';
  if (record.format !== CAPTURE_FORMAT) return null;
  for (const [name, shape] of Object.entries(PARTS)) {
    if (record[name] === undefined) return `has no "${name}"`;
    if (!isOf(record[name], shape)) return `has no ${shape} as "${name}"`;
  }
  // From here on it is what it seems to be, but for what lists hold.
  const {provenance, tokens, target} = record as unknown as CaptureFile;
  if (!isFields(provenance.model)) return 'has no "model" in "provenance"';
  const all: readonly unknown[] = [...tokens, ...(target?.tokens ?? [])];
  const odd = all.findIndex(token => !isToken(token));
  if (odd >= 0) return `has no token as number ${odd} of its tokens`;
  return null;
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isOf(value: unknown, shape: Shape): boolean {
  if (shape === 'text') return typeof value === 'string';
  return shape === 'list' ? Array.isArray(value) : isFields(value);
}

const isToken = (value: unknown): boolean =>
  isFields(value) &&
  typeof value.id === 'number' &&
  typeof value.bytes === 'string' &&
  (value.text === null || typeof value.text === 'string');
