import type {GenerationStep} from '../probes/generation.ts';
import {reorder} from '../run/decoder.ts';
import type {Decoder, DecoderState, DecoderStep} from '../run/decoder.ts';
import type {ScoredToken} from '../stage/next-tokens.ts';

/** A step, and the scores that it gave without the cache, where that was asked for. */
interface TimedStep extends DecoderStep {
  times: Pick<GenerationStep, 'milliseconds' | 'millisecondsWithoutCache'>;
  whole: Float32Array[] | null;
}

/** What a step gave without the cache, for the row of one text. */
export function withoutCache(
  {logits, whole}: TimedStep,
  row: number,
  candidates: readonly ScoredToken[],
): Pick<GenerationStep, 'withoutCache'> {
  if (!whole) return {};
  const difference = whole[row].reduce(
    (worst, value, id) => Math.max(worst, Math.abs(value - logits[row][id])),
    0,
  );
  const own = candidates.map(({id}) => whole[row][id]);
  return {withoutCache: {logits: own, difference}};
}

/** Runs steps with the cache, and where it is asked for without, and takes the time. */
export class StepTimer {
  public cacheError: number | null = null;
  private state: DecoderState | null = null;

  public constructor(
    private readonly writer: {decoder: Decoder},
    private readonly compare: boolean,
  ) {}

  public async next(rows: readonly number[][]): Promise<TimedStep> {
    const {decoder} = this.writer;
    const started = performance.now();
    const step = await decoder.next(rows, this.state);
    const milliseconds = performance.now() - started;
    this.state = step.state;
    if (!this.compare || !decoder.hasCache) {
      return {...step, times: {milliseconds}, whole: null};
    }
    const again = performance.now();
    const {logits: whole} = await decoder.next(rows, null);
    const millisecondsWithoutCache = performance.now() - again;
    this.note(step.logits, whole);
    return {...step, times: {milliseconds, millisecondsWithoutCache}, whole};
  }

  /** Beams were chosen: each continues the row of its parent. */
  public follow(parents: readonly number[]): void {
    if (this.state) this.state = reorder(this.state, parents);
  }

  private note(cached: readonly Float32Array[], whole: readonly Float32Array[]): void {
    let [worst, largest] = [0, 0];
    whole.forEach((row, i) => {
      row.forEach((value, id) => {
        worst = Math.max(worst, Math.abs(value - cached[i][id]));
        largest = Math.max(largest, Math.abs(value));
      });
    });
    this.cacheError = Math.max(this.cacheError ?? 0, worst / (largest || 1));
  }
}
