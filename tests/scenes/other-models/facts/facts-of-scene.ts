import type {CaptureFiles} from '../../../../scenes/captured/reader.ts';
import type {ScriptValues} from '../../../../scenes/script/values.ts';

/**
 * Files of a scene's capture.
 *
 * @param own - Of several, which: `decoder` of `fill-the-blank.decoder.capture.ts`.
 */
export type FilesOf = (own?: string) => Promise<CaptureFiles>;

/** Of each scene, what its captions may name. */
export type FactsOf = Record<string, (files: FilesOf) => Promise<ScriptValues>>;
