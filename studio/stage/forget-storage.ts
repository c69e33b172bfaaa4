/** Forget what earlier plays have left with the browser, so that none finds it. */
export async function forgetStorage(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const {name} of await indexedDB.databases())
    if (name !== undefined) indexedDB.deleteDatabase(name);
}
