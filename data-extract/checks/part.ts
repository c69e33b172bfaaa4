import type {Extras} from '../stage/extras.ts';
import type {RowCount} from '../stage/looked-at.ts';
import type {StageRun} from '../stage/stage-run.ts';

/** Something that must hold, and how far the values are from it. */
export interface Check {
  name: string;
  error: number;
  /**
   * What it speaks of: tensors whose names begin so, and results as `results.logits`.
   * Where it is left out, everything.
   */
  of?: readonly string[];
  /** What it may be off by; left out where the precision of the arithmetic says that. */
  tolerance?: number | null;
  /** How many positions of how many were looked at; left out where all were. */
  rows?: RowCount | null;
}

/** Part of the checks: the tensors that it needs, nodes that make them, and a verdict. */
export interface CheckPart {
  outputs: string[];
  extras?: Extras;
  check(run: StageRun): Check[];
}
