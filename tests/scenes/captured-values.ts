import {openFiles} from '../../scenes/captured/reader.ts';
import type {CaptureReader} from '../../scenes/captured/reader.ts';
import {capturedFiles} from './captured-files.ts';

/** A capture of the gallery as tests read it. */
export const capturedValues = async (
  name: string,
): Promise<Pick<CaptureReader, 'capture' | 'tensor'>> =>
  openFiles(await capturedFiles(`gallery/${name}`));
