import {wholeCapture} from '../../../data-extract/capture/capture-folder.ts';
import type {CaptureOnDisk} from '../../../data-extract/capture/capture-folder.ts';
import type {SharedStore} from '../../render/store/shared-store.ts';
import {storeError} from '../../render/store/store-error.ts';

/** Name in the store of what says that a capture is there. */
export const recordName = (key: string): string => `${key}.capture.json`;

const tensorsName = (key: string): string => `${key}.capture.safetensors`;

/** Put a capture into a store: its record comes last, and says that it is whole. */
export async function storeCapture(
  store: SharedStore,
  key: string,
  {capture, tensors}: CaptureOnDisk,
): Promise<void> {
  await store.write(tensorsName(key), tensors);
  await store.write(recordName(key), Buffer.from(JSON.stringify(capture)));
}

/**
 * Read a capture from a store.
 *
 * @throws UserError where it is not there, or damaged.
 */
export async function storedCapture(
  store: SharedStore,
  key: string,
): Promise<CaptureOnDisk> {
  const record = await store.read(recordName(key));
  const content = await store.read(tensorsName(key));
  try {
    if (record === null || content === null) throw new Error('a file is missing');
    return wholeCapture(Buffer.from(record).toString(), new Uint8Array(content));
  } catch (error) {
    throw storeError(
      store.address,
      `the capture ${key} cannot be read from it (${(error as Error).message}).`,
      `Remove ${recordName(key)} there and give the same command again.`,
    );
  }
}
