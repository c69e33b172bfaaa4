import type {FoundPart} from '../setup/parts.ts';
import {chooseEncoder} from './encoder.ts';
import type {ChunkEncoder, EncoderNeeds} from './encoder.ts';
import type {LazyPage} from './lazy-page.ts';
import type {PlanMemory} from './plan-memory.ts';
import type {ReadyStage} from './with-stage.ts';

/** Choose the encoder, asking the browser only where its answer is not known. */
export function planEncoder(
  needs: EncoderNeeds,
  {server, browser}: ReadyStage,
  page: LazyPage,
  memory: PlanMemory,
  ffmpeg: FoundPart,
): Promise<ChunkEncoder> {
  const {video} = needs;
  const {width, height, fps} = video;
  const canEncode = (codec: string): Promise<boolean> =>
    memory.recall({codec, video}, async () =>
      (await page.get()).call('canEncode', codec, width, height, fps),
    );
  return chooseEncoder(needs, canEncode, server, ffmpeg, browser.version);
}
