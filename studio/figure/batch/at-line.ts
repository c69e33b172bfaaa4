import {UserError} from '../../../foundations/user-error.ts';
import type {ListedFigure} from './figures-file.ts';

/**
 * A mistake in a figure with its place in the file: the line of the field that the message
 * names, else that of the figure. Pure.
 */
export function atLine(error: unknown, file: string, figure: ListedFigure): unknown {
  if (!(error instanceof UserError)) return error;
  const [, flag = 'kind'] = /--([a-z-]+)/.exec(error.message) ?? [];
  const line = figure.lines.get(flag) ?? figure.line;
  const {code, message, remedy} = error;
  return new UserError(code, `${file}:${line}: ${message}`, remedy);
}
