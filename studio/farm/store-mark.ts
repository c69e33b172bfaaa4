import {randomUUID} from 'node:crypto';

import {UserError} from '../../foundations/user-error.ts';
import type {SharedStore} from '../render/store/shared-store.ts';

/** A file that tells one store from another, whatever machines call it. */
const MARK = 'aim-store';

/** What a store says of itself; one that is new is given something to say. */
export async function markStore(store: SharedStore): Promise<string> {
  const known = await readMark(store);
  if (known !== null) return known;
  await store.write(MARK, Buffer.from(randomUUID()));
  return (await readMark(store)) ?? '';
}

/**
 * Make sure that a store is the one that the chunks of a plan are looked for in.
 *
 * @throws UserError where it is another, such as an empty folder in place of a disk that
 * is not there.
 */
export async function requireMark(
  store: SharedStore,
  plan: {address: string; id: string},
): Promise<void> {
  if ((await readMark(store)) === plan.id) return;
  throw new UserError(
    'store',
    `The store ${store.address} is not the one of the plan (there: ${plan.address}): what is drawn would not be found.`,
    'Give the same one with --store, under the name that it has on this machine.',
  );
}

async function readMark(store: SharedStore): Promise<string | null> {
  const content = await store.read(MARK);
  return content === null ? null : Buffer.from(content).toString();
}
