import {parseModule} from 'magicast';

import {UserError} from '../../../foundations/user-error.ts';
import {overridden} from './override-source.ts';
import type {Expression, Node} from './override-source.ts';

/**
 * A declaration's source with one of its selections set to a head: `at: {layer, head}`
 * beside the rule; no other character changes. A rule that is a constant, or that comes
 * from one, is spread in its place: `who: {...RULE, at: {layer, head}}`, so that other
 * declarations which use it stay as they are.
 *
 * @param source - Text of a `*.capture.ts` file.
 * @param selection - Name under `heads`.
 * @throws UserError where the declaration is not of the usual form or has no such name.
 */
export function withHead(
  source: string,
  selection: string,
  {layer, head}: {layer: number; head: number},
): string {
  const declaration = declarationIn(parseModule(source).$ast as unknown as Program);
  const place = `{layer: ${layer}, head: ${head}}`;
  const changed =
    declaration && overridden(source, declaration, ['heads', selection, 'at'], place);
  if (changed) return changed;
  throw new UserError(
    'declaration',
    `The declaration has no "${selection}" under heads in its defineCapture({...}).`,
    'Name a selection that it has, or write `at: {layer, head}` by hand.',
  );
}

interface Program {
  body: (Node & {
    declaration?: Node & {declarations?: Variable[]};
    declarations?: Variable[];
  })[];
}

interface Variable {
  id: {name?: string};
  init: Expression | null;
}

/** What the default export gives to `defineCapture`, or `null`. */
function declarationIn({body}: Program): Expression | null {
  const exported = body.find(({type}) => type === 'ExportDefaultDeclaration')
    ?.declaration as Expression | undefined;
  const variables = body.flatMap(
    ({declarations, declaration}) => declarations ?? declaration?.declarations ?? [],
  );
  const call =
    exported?.type === 'Identifier'
      ? variables.find(({id}) => id.name === exported.name)?.init
      : exported;
  return call?.type === 'CallExpression' ? (call.arguments?.[0] ?? null) : null;
}
