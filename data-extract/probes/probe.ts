import type {Check} from '../checks/part.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {OpenModel} from '../run/open-model.ts';
import type {StageJob} from '../run/stage-job.ts';
import type {Extras} from '../stage/extras.ts';
import type {LeftOut} from '../stage/left-out.ts';
import type {ScoredPositions} from '../stage/scores.ts';
import type {StageContext, StageRun} from '../stage/stage-run.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {TensorKind} from '../stage/tensor-kind.ts';
import type {CapturedToken} from '../text/token.ts';

/** A tensor to be saved: batch dropped, float32. */
export interface NamedTensor extends Omit<TensorInfo, 'dtype' | 'shape'> {
  shape: readonly number[];
  data: Float32Array;
}

/** What a probe found: tensors, and a result that is none, where it has one. */
export interface Found<Result = never> {
  tensors: NamedTensor[];
  result: Result | null;
}

/** What is known of a probe without a model. */
export interface ProbeFacts<Request> {
  /** What is captured where only its name is given; `null` where that is not enough. */
  defaults: Request | null;
  /** The kinds of tensors that it captures. */
  tensors: readonly TensorKind[];
}

/**
 * Something that can be captured. `Request` is its entry in the declaration's `probes`,
 * `Result` what the capture file keeps besides tensors. A probe first says which tensors
 * of a graph it needs, then makes of their values what is kept. A model of two graphs is
 * asked twice.
 */
export interface Probe<Request, Result = never> extends ProbeFacts<Request> {
  /** Tensors to be read; none where the graph has not what is asked for. */
  outputs(context: StageContext, request: Request): string[];
  /** Nodes to be added, from which outputs are computed. */
  extras?(context: StageContext, request: Request): Extras;
  /**
   * Positions of which it reads scores of the vocabulary, as `rowOfScores` finds them; left
   * out, it reads none. Of a long text the head is run at no others.
   */
  scored?(context: StageContext, request: Request): ScoredPositions;
  collect(run: StageRun, request: Request): Found<Result>;
  /** What only a second run can give, which is made of what the first one told. */
  secondPass?(pass: SecondPass, request: Request): Promise<SecondFound<Result>>;
  /** Parts that were asked for and that the graph does not give. */
  leftOut?(run: StageRun, request: Request): MissingPart[];
  /** Why there may be nothing to read, for a model whose graphs give nothing. */
  missing(context: StageContext): string;
}

/** A graph that has run, to be run again. */
export type SecondPass = Pick<StageJob, 'stage' | 'input' | 'device'> & {run: StageRun};

/** What a second run gave. */
export interface SecondFound<Result = never> {
  tensors: NamedTensor[];
  checks: Check[];
  /** Left out where the first run told it, or nothing is kept. */
  result?: Result | null;
}

/** A probe that reads the model's files and runs nothing. */
export interface ModelProbe<Request, Result = never> extends ProbeFacts<Request> {
  read(model: ReadModel, request: Request): Found<Result>;
}

/** A model with the tokens that it reads. */
export interface ReadModel {
  open: OpenModel;
  tokens: readonly CapturedToken[];
}

/** A part that is not there, by its layer. */
export type MissingPart = Pick<LeftOut, 'layer' | 'what' | 'reason'>;

/** Where a graph has nothing for a probe. */
export const NOTHING: Found = {tensors: [], result: null};

/** The error for a probe that found nothing in any graph. */
export function nothingFound(
  name: string,
  reason: string,
  there: readonly string[],
): UserError {
  const others = there.length > 0 ? `Of this model there are ${there.join(', ')}. ` : '';
  return new UserError(
    'probe',
    `probes.${name}: ${reason}.`,
    `${others}Leave the probe out, or use another model; \`aim inspect\` says what was found.`,
  );
}

/** What could not be placed in a graph, as the end of a sentence. */
export const reasons = ({map}: StageContext): string =>
  map.unrecognised.length === 0
    ? ''
    : ` (${map.unrecognised.map(({what, reason}) => `${what}: ${reason}`).join('; ')})`;
