import {flagError} from '../../command-line/flag-values.ts';

/** Where a store is. */
export type StorePlace =
  {kind: 'folder'; folder: string} | {kind: 's3'; bucket: string; prefix: string};

/**
 * Read `--store`. Pure.
 *
 * @throws UserError where it names neither a folder nor a bucket.
 */
export function storePlace(flag: string, given: string): StorePlace {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]+):\/\/(.*)$/i.exec(given) ?? [];
  if (scheme === undefined && given.trim() !== '')
    return {kind: 'folder', folder: given.replace(/(?<=[^/\\])[/\\]+$/, '')};
  const [, bucket, prefix] =
    /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(rest ?? '') ?? [];
  if (scheme?.toLowerCase() === 's3' && bucket !== undefined)
    return {kind: 's3', bucket, prefix: (prefix ?? '').replace(/^\/+|\/+$/g, '')};
  throw flagError(
    `${flag} ${given} names no store.`,
    'Give a folder that the machines share, or s3://bucket/prefix.',
  );
}
