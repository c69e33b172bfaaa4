import type {HeadWeightsRequest} from '../declare/declaration.ts';
import type {BoundProbe} from '../probes/all.ts';
import type {Device} from '../course/roles.ts';
import type {StageInput} from './feeds.ts';
import type {Stage} from './open-stage.ts';
import type {StageContext} from '../stage/stage-run.ts';

/** A graph to run once, with everything that is read from it. */
export interface StageJob {
  stage: Stage;
  /** The same model as it reads a cache, where that is another graph. */
  withPast: Stage | null;
  context: StageContext;
  input: StageInput;
  probes: readonly BoundProbe[];
  /** The head whose weights are read, where it is one of this graph's. */
  headWeights: HeadWeightsRequest | null;
  /** Tensors to be read besides. */
  outputs: readonly string[];
  device: Device;
}
