import type {TilesResult} from '../../../data-extract/capture/format.ts';
import {resultOf} from '../reader.ts';
import type {CaptureReader} from '../reader.ts';
import type {Tensor} from '../tensor.ts';

/** Attention of a head made tile by tile. */
export interface CapturedTiles extends TilesResult {
  /** What the queries of a tile have after each visit, `[visit, row, d_head]`. */
  outputs(): Tensor;
  /** What they have in the end, `[query, d_head]`. */
  result(): Tensor;
  /** Scaled scores, `[query, key]`, of which one tile is there at a time. */
  scores(): Tensor;
}

export function openTiles(reader: CaptureReader): CapturedTiles {
  const found = resultOf(reader, 'tiles');
  const {layer, head} = found;
  const of = (hook: string): Tensor =>
    reader.tensor(
      reader.capture.tensors.find(({name}) => name.includes(`.${hook}.`))?.name ?? hook,
      {layer, head},
    );
  return {
    ...found,
    outputs: () => of('hook_tile_outputs'),
    result: () => of('hook_tiled_z'),
    scores: () => of('hook_tiled_scores'),
  };
}
