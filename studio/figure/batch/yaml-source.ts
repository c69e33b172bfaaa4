import {isMap, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';

import {UserError} from '../../../foundations/user-error.ts';

/** A file of figures as it is written, and where things stand in it. */
export interface YamlSource {
  /** Its name, for messages. */
  file: string;
  yaml: string;
  /** 1-based line of a node; 1 for none. */
  lineOf(node: unknown): number;
}

/**
 * Parse a file of figures. Pure.
 *
 * @param file - Its name, for messages.
 * @returns The file, and the node that holds all others.
 * @throws UserError that names the line where it is no YAML.
 */
export function parseSource(
  yaml: string,
  file: string,
): {source: YamlSource; top: unknown} {
  const counter = new LineCounter();
  // Of the failsafe schema every value is text: 007 stays 007, and yes is no truth.
  const document = parseDocument(yaml, {lineCounter: counter, schema: 'failsafe'});
  const lineOf = (node: unknown): number => {
    const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : null;
    return range ? counter.linePos(range[0]).line : 1;
  };
  const source = {file, yaml, lineOf};
  const [error] = document.errors;
  if (error === undefined) return {source, top: document.contents};
  const [what] = error.message.split(/ at line \d+/);
  throw wrongAt(source, error.linePos?.[0].line ?? 1, what, 'Correct the line.');
}

/** A mistake in a file of figures. */
export const wrongAt = (
  {file}: YamlSource,
  line: number,
  message: string,
  remedy: string,
): UserError => new UserError('figures-file', `${file}:${line}: ${message}`, remedy);
