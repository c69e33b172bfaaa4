import {UserError} from '../../foundations/user-error.ts';
import type {FigureRequest, FigureSide} from './figure-request.ts';
import {roomOf} from './side-room.ts';

/** A mistake in one of two halves says in which. */
export function sideError(
  error: unknown,
  {name}: FigureSide,
  {sides}: Pick<FigureRequest, 'sides'>,
): unknown {
  if (!(error instanceof UserError) || roomOf(sides) === 'whole') return error;
  const {code, message, remedy} = error;
  const isNamed = /^--(model|capture) /.test(message);
  return isNamed ? error : new UserError(code, `${name}: ${message}`, remedy);
}
