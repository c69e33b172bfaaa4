import {UserError} from '../../foundations/user-error.ts';
import type {CaptureFile} from '../capture/format.ts';
import type {LeftOut} from '../stage/left-out.ts';

/** What scenes do without where fused operators keep it to themselves. */
const DISPENSABLE: ReadonlySet<string> = new Set(['mlp.hook_expert_out']);

/**
 * A scene asks for what it draws: a part may be missing in some layers, but not in all.
 *
 * @throws UserError where nothing is there of a part that a probe was asked for.
 */
export function requireParts({
  tensors,
  results,
  unrecognised = [],
}: Pick<CaptureFile, 'results' | 'unrecognised'> & {
  tensors: readonly {name: string}[];
}): void {
  const hooks = new Set(tensors.map(({name}) => hookIn(name)));
  const isThere = ({probe, what}: LeftOut): boolean =>
    probe === null ||
    DISPENSABLE.has(hookIn(what)) ||
    (what.includes('hook_') ? hooks.has(hookIn(what)) : Object.hasOwn(results, probe));
  const gone = unrecognised.find(part => !isThere(part));
  if (!gone) return;
  const {probe, what, reason} = gone;
  throw new UserError(
    'probe',
    `probes.${probe}: of this model there is no ${hookIn(what)}: ${reason}.`,
    'Leave it out of the declaration, or use another model; `aim inspect` says what was found.',
  );
}

/** What a tensor is, in whatever layer: `attn.hook_k` of `blocks.2.attn.hook_k`. */
const hookIn = (name: string): string => name.replace(/\bblocks\.\d+\./, '');
