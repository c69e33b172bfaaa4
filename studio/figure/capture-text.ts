import type {CaptureOnDisk} from '../../data-extract/capture/capture-folder.ts';
import type {Course} from '../../data-extract/course/course.ts';
import {KINDS} from '../../scenes/figures/kinds.ts';
import {captureConfigs} from './capture-configs.ts';
import {captureTokens} from './capture-tokens.ts';
import {captureVectors} from './capture-vectors.ts';
import {roomOf} from './side-room.ts';
import type {FigureRequest, RunModels} from './figure-request.ts';

/**
 * The values of a figure for which no model runs, or `null` where one does.
 *
 * @param folder - What names are relative to.
 * @throws UserError where something that is named is not there.
 */
export async function captureText(
  {kind, options, sides}: Pick<FigureRequest, 'kind' | 'options' | 'sides'>,
  source: RunModels,
  course: Course,
  folder: string,
): Promise<CaptureOnDisk | null> {
  const {models, text} = source;
  switch (KINDS[kind].of) {
    case 'model':
      return null;
    case 'tokenizers':
      return captureTokens(source, course, folder);
    case 'configurations':
      return captureConfigs(models, course, folder);
    case 'word-vectors': {
      const which = kind === 'map' ? kind : 'neighbours';
      const asked = {
        kind: which,
        model: models[0],
        text: text ?? '',
        options,
        room: roomOf(sides),
      } as const;
      return captureVectors(asked, course, folder);
    }
  }
}
