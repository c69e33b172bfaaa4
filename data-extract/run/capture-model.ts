import type {Device} from '../course/roles.ts';
import type {ResolvedModel} from '../models/resolved-model.ts';
import type {ChatTemplate} from '../text/chat-template.ts';
import type {CapturedToken} from '../text/token.ts';
import type {Tokenizer} from '../text/tokenizer.ts';
import type {OpenModel} from './open-model.ts';
import type {Sessions} from './sessions.ts';
import type {GivenValues} from './stage-input.ts';

/** What a model is run on. */
export interface CaptureInput {
  tokens: CapturedToken[];
  /** Segment of each token, for a model that reads two texts. */
  segments: number[] | null;
  /** What the decoder of an encoder-decoder reads; `null` lets the model write it. */
  target: CapturedToken[] | null;
  /** Values of inputs by their names. */
  given?: GivenValues;
}

/** A model ready to run. */
export interface CaptureModel {
  resolved: ResolvedModel;
  open: OpenModel;
  /** Absent for a model without tokenizer: then tokens have ids alone. */
  tokenizer: Pick<Tokenizer, 'token' | 'encode' | 'mask'>;
  /** Makes messages into a text, where the model has a template for that. */
  chat: ChatTemplate | null;
  device: Device;
  sessions: Sessions;
  /** Whether it is opened for many texts. */
  often: boolean;
  /** Whether its cache and branches are checked, too; once is enough for many texts. */
  checksModel: boolean;
  /** @throws UserError where a file of the model was changed since it was opened. */
  unchanged(): void;
}
