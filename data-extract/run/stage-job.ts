import type {Device} from '../course/roles.ts';
import type {StageContext} from '../stage/stage-run.ts';
import type {Stage} from './open-stage.ts';
import type {Sessions} from './sessions.ts';
import type {StageInput} from './stage-input.ts';

/** A graph to run once, with what it reads. */
export interface StageJob {
  stage: Stage;
  /** The same model as it reads a cache, where that is another graph. */
  withPast: Stage | null;
  context: StageContext;
  input: StageInput;
  device: Device;
  /** Opens the graph's session. */
  sessions: Sessions;
  /** Whether the model itself is checked too: its cache, and branches that were put in. */
  checksModel: boolean;
}
