import type {OnnxValue} from '../onnx.ts';
import type {InputRole} from './input-role.ts';

/** Names that exporters give to inputs. */
const NAMES: readonly (readonly [RegExp, InputRole])[] = [
  [/^(encoder_|decoder_)?input_ids$/, 'ids'],
  [/^encoder_hidden_states$|^encoder_outputs/, 'encoder-states'],
  [/^encoder_attention_mask$/, 'encoder-mask'],
  [/^(decoder_)?attention_mask$/, 'mask'],
  [/^(decoder_)?position_ids$|^positions?$|^cache_position$/, 'positions'],
  [/^token_type_ids$|^segment_ids$/, 'segments'],
  [/^past(_sequence_length|_seq_len|_length)$/, 'past-length'],
  [/^past/, 'past'],
  [/^seqlens_k$/, 'key-lengths'],
  [/^total_sequence_length$|^total_seq_len$/, 'total-length'],
  [/^use_cache_branch$/, 'use-cache'],
  [/^num_logits_to_keep$|^logits_to_keep$/, 'logits-to-keep'],
  [/^(pixel_values|input_features|input_values|inputs_embeds)$/, 'values'],
];

/** What an input is by the name that exporters give it, `null` for another name. */
export const roleByName = ({name}: Pick<OnnxValue, 'name'>): InputRole | null =>
  NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
