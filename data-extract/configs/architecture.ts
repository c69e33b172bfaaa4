import {UserError} from '../../foundations/user-error.ts';

/** What a configuration says of a transformer, whatever its fields are called there. */
export interface Architecture {
  modelType: string;
  vocab: number;
  dModel: number;
  layers: number;
  heads: number;
  /** Heads of keys and values; fewer than `heads` where several share one. */
  keyHeads: number;
  /** Entries of a head. */
  headSize: number;
  /** Width of a dense feed-forward layer. */
  ffn: number;
  activation: string;
  /** Whether a second projection gates the first, as in SwiGLU. */
  gated: boolean;
  norm: 'layer' | 'rms';
  /** Whether norms stand before the parts of a block or after the additions. */
  order: 'pre' | 'post';
  positions: 'learned' | 'sinusoidal' | 'rotary';
  /** Longest text, `null` where the configuration names none. */
  context: number | null;
  /** Keys that a token sees at most, where attention is local. */
  window: number | null;
  /** Whether linear layers have biases. */
  biases: boolean;
  /** Whether the head uses the table of token vectors. */
  tied: boolean;
  /** Rows of the table of segments; 0 without one. */
  segments: number;
  /**
   * What reads the last stream: a layer as wide as the vocabulary, the one by which BERT
   * guesses masked words, or the one over its first token.
   */
  head: 'vocabulary' | 'masked' | 'pooler';
  experts: Experts | null;
  /** Whether it has a stack for each of two texts. */
  isPair: boolean;
}

/** Feed-forward layers that are chosen token by token. */
export interface Experts {
  count: number;
  /** How many of them read a token. */
  topK: number;
  /** Those that read every token. */
  shared: number;
  /** Width of one. */
  ffn: number;
  /** So many layers at the beginning have a dense one in their place. */
  denseLayers: number;
}

type Fields = Record<string, unknown>;

/** What a family is by definition, so that its configurations do not say it. */
type Family = Pick<
  Architecture,
  'gated' | 'norm' | 'order' | 'positions' | 'biases' | 'head' | 'tied'
>;

const LLAMA: Family = {
  gated: true,
  norm: 'rms',
  order: 'pre',
  positions: 'rotary',
  biases: false,
  head: 'vocabulary',
  tied: false,
};

const FAMILIES: Readonly<Record<string, Family>> = {
  gpt2: {
    gated: false,
    norm: 'layer',
    order: 'pre',
    positions: 'learned',
    biases: true,
    head: 'vocabulary',
    tied: true,
  },
  bert: {
    gated: false,
    norm: 'layer',
    order: 'post',
    positions: 'learned',
    biases: true,
    head: 'pooler',
    tied: true,
  },
  transformer: {
    gated: false,
    norm: 'layer',
    order: 'post',
    positions: 'sinusoidal',
    biases: true,
    head: 'vocabulary',
    tied: true,
  },
  llama: LLAMA,
  mistral: LLAMA,
  phi3: LLAMA,
  mixtral: LLAMA,
  deepseek: LLAMA,
};

/**
 * Read a `config.json`.
 *
 * @param name - The file, for messages.
 * @throws UserError for a family that is not known, or a size that is missing.
 */
export function architectureOf(config: Fields, name: string): Architecture {
  const modelType = typeof config.model_type === 'string' ? config.model_type : '';
  const family = FAMILIES[modelType] as Family | undefined;
  if (!family) {
    throw new UserError(
      'config',
      `${name}: nothing is known of the sizes of model_type "${modelType}".`,
      `There are ${Object.keys(FAMILIES).join(', ')}.`,
    );
  }
  const read = (...fields: string[]): number | null => {
    const found = fields.map(field => config[field]).find(value => value != null);
    return typeof found === 'number' ? found : null;
  };
  const need = (...fields: string[]): number => {
    const found = read(...fields);
    if (found !== null && Number.isInteger(found) && found > 0) return found;
    throw new UserError(
      'config',
      `${name}: ${fields[0]} is no whole number above 0.`,
      `Give ${fields.join(' or ')}.`,
    );
  };
  const dModel = need('hidden_size', 'n_embd', 'd_model');
  const heads = need('num_attention_heads', 'n_head', 'encoder_attention_heads');
  const flag = (field: string, otherwise: boolean): boolean =>
    typeof config[field] === 'boolean' ? config[field] : otherwise;
  const activation = config.hidden_act ?? config.activation_function;
  return {
    modelType,
    dModel,
    heads,
    ...family,
    vocab: need('vocab_size'),
    layers: need('num_hidden_layers', 'n_layer', 'encoder_layers'),
    keyHeads: read('num_key_value_heads') ?? heads,
    headSize: read('head_dim') ?? dModel / heads,
    ffn: read('intermediate_size', 'n_inner', 'encoder_ffn_dim') ?? 4 * dModel,
    activation: typeof activation === 'string' ? activation : '',
    context: read('max_position_embeddings', 'n_positions'),
    window: read('sliding_window'),
    tied: flag('tie_word_embeddings', family.tied),
    segments: read('type_vocab_size') ?? 0,
    head: isMasked(config) ? 'masked' : family.head,
    experts: expertsOf(read, need),
    isPair: flag('is_encoder_decoder', false),
  };
}

/** Whether it is named as one that guesses masked words. */
const isMasked = ({architectures}: Fields): boolean =>
  Array.isArray(architectures) &&
  architectures.some(name => String(name).endsWith('ForMaskedLM'));

function expertsOf(
  read: (...fields: string[]) => number | null,
  need: (...fields: string[]) => number,
): Experts | null {
  const count = read('num_local_experts', 'n_routed_experts', 'num_experts');
  if (count === null) return null;
  return {
    count,
    topK: need('num_experts_per_tok'),
    shared: read('n_shared_experts') ?? 0,
    ffn: need('moe_intermediate_size', 'intermediate_size'),
    denseLayers: read('first_k_dense_replace') ?? 0,
  };
}
