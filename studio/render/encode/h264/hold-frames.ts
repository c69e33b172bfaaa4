import {NAL, typeOf} from './nal-unit.ts';
import {heldPps, heldSlice, moveOn, readSequence} from './parameter-sets.ts';
import type {Sequence} from './parameter-sets.ts';

const START_CODE = Uint8Array.of(0, 0, 0, 1);

/**
 * Lets frames of a coded video stand for longer: puts pictures after them that repeat
 * them bit for bit, some 20 bytes each, without an encoder that looks at every pixel to
 * find that none has changed.
 */
export class FrameHolder {
  private readonly sequence: Sequence;
  /** Pictures that came in since the last one that stands alone, and all since then. */
  private added = 0;
  private number = 0;

  /** @param sets - The video's parameter sets. @throws Error, see {@link readSequence}. */
  public constructor(private readonly sets: readonly Uint8Array[]) {
    const sps = sets.find(unit => typeOf(unit) === NAL.sps);
    if (!sps) throw new Error('The video has no sequence parameter set.');
    this.sequence = readSequence(sps);
  }

  /** The parameter sets that the video has then. */
  public get head(): Uint8Array {
    return join([...this.sets, heldPps()]);
  }

  /**
   * @param units - NAL units of the next picture, which is one slice.
   * @param times - How many frames it stands for, 1 or more.
   * @returns These pictures, each with start codes.
   */
  public next(units: readonly Uint8Array[], times: number): Uint8Array[] {
    const moved = units.map(unit => {
      if (typeOf(unit) === NAL.idr) this.added = this.number = 0;
      return typeOf(unit) === NAL.slice ? moveOn(unit, this.sequence, this.added) : unit;
    });
    const held = Array.from({length: times - 1}, () => {
      this.added++;
      return join([heldSlice(this.sequence, ++this.number)]);
    });
    this.number++;
    return [join(moved), ...held];
  }
}

const join = (units: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(units.flatMap(unit => [START_CODE, unit]));
