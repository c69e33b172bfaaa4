import {FolderStore} from './folder-store.ts';
import {S3Store} from './s3-store.ts';
import type {SharedStore} from './shared-store.ts';
import {storePlace} from './store-place.ts';

/** A store at its place; nothing is asked of it yet. `null` for none. */
export function openStore(address: string | null): SharedStore | null {
  if (address === null) return null;
  const place = storePlace('--store', address);
  return place.kind === 'folder'
    ? new FolderStore(address, place.folder)
    : new S3Store(address, place);
}
