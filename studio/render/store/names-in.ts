import type {SharedStore} from './shared-store.ts';

/** Questions that are asked at once. */
const AT_ONCE = 16;

/** Those of some names that a store has; none where there is no store. */
export async function namesIn(
  store: SharedStore | null,
  names: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  if (store === null) return found;
  const waiting = [...names];
  const ask = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (await store.has(name)) found.add(name);
  };
  await Promise.all(Array.from({length: AT_ONCE}, ask));
  return found;
}
