import type {ModelRole} from '../../../data-extract/course/roles.ts';

/** A model that plays roles of the course, and what scenes ask of it in vain. */
export interface OtherModel {
  name: string;
  /** Its folder in the zoo, or `null` where it is one of the course's. */
  zoo: string | null;
  /** Its folder or file: in the zoo from there, else from the project. */
  path: string;
  /** What it plays, all at once. */
  roles: readonly ModelRole[];
  /** What its tokenizer calls special tokens otherwise, by what the course's calls them. */
  calls: Readonly<Record<string, string>>;
  /** Of each capture that cannot be made of it, a part of what is said. */
  lacks: Readonly<Record<string, string>>;
}

/** What plays each role otherwise. */
export const PLAYED_BY: Readonly<Record<ModelRole, string>> = {
  decoder: 'assets/models/tiny-decoder',
  moe: 'assets/models/tiny-moe',
  'moe-unbalanced': 'assets/models/tiny-moe-unbalanced',
  encoder: 'assets/models/tiny-encoder',
  windowed: 'assets/models/untrained-modernbert',
  'encoder-decoder': 'assets/models/tiny-translator',
};

/** Loads are compared of a pair; here, of a model with itself. */
const EXPERTS = ['moe', 'moe-unbalanced'] as const;

const NO_CACHE = {'07-architecture/shelf-fills': 'it was exported without a cache'};
/** No feed-forward layer stands apart where every one of them is experts. */
const NO_LAYER = {
  '08-transformer-block/expand-fire-contract': 'no feed-forward layers were found',
  '08-transformer-block/neurons-to-answer': 'no feed-forward layer was found',
  '10-model-example/gate': 'no feed-forward layers were found',
};
/** Packed weights have no rows to be read, nor sums to be taken apart. */
const PACKED = {
  '07-architecture/lm-head': 'the model has no head',
  '07-architecture/open-the-box': 'no weight "embed"',
  '08-transformer-block/neurons-to-answer': 'no plain sum',
  '08-transformer-block/who-wrote-it': 'no plain sum',
  '10-model-example/lab': 'the model has no head',
  '10-model-example/shapes-walk': 'the model has no head',
};
/** Positions from a table, or norms between projection and rotation. */
const NOT_TURNED = {'11-recent-improvements/rotary-positions': 'no rotation of the head'};
const NO_TABLE = {'04-context-and-attention/one-word-many-vectors': 'rows of the table'};
/** Encoders that were not exported with what fills a hole. */
const NO_HEAD = {'05-transformers/fill-the-blank': 'as wide as the vocabulary'};

const zoo = (
  folder: string,
  roles: OtherModel['roles'],
  lacks: OtherModel['lacks'],
  file: string | null = null,
): OtherModel => ({
  name: file === null ? folder : `${folder}.${file}`,
  zoo: folder,
  roles,
  lacks,
  calls: {},
  path: file === null ? folder : `${folder}/onnx/${file}.onnx`,
});

/**
 * Models of other sizes and kinds: experts, some of them shared, caches that graphs have,
 * tables of positions, one projection for queries, keys and values, norms behind each part,
 * windows, weights of half precision and packed ones; encoders with and without a head that
 * fills holes; translators with norms before and behind each part.
 */
export const OTHER_MODELS: readonly OtherModel[] = [
  {
    name: 'tiny-moe',
    zoo: null,
    path: 'assets/models/tiny-moe',
    roles: ['decoder'],
    calls: {},
    lacks: NO_LAYER,
  },
  zoo('llama.ts.cache.eager', ['decoder'], {}),
  zoo('gpt2.ts.eager', ['decoder'], {...NO_CACHE, ...NOT_TURNED}),
  zoo('gemma3_text.ts.eager', ['decoder', 'windowed'], {
    ...NO_CACHE,
    ...NOT_TURNED,
    // A norm stands between its neurons and the stream.
    '08-transformer-block/neurons-to-answer': 'whose neurons add to the stream',
  }),
  zoo('llama.ts.eager', ['decoder'], NO_CACHE, 'model_fp16'),
  zoo(
    'gpt2.ts.eager',
    ['decoder'],
    {...NO_CACHE, ...PACKED, ...NOT_TURNED},
    'model_quantized',
  ),
  zoo('phi3.ts.cache.eager', ['decoder'], {}),
  zoo('mixtral.ts.eager', ['decoder', ...EXPERTS], {...NO_CACHE, ...NO_LAYER}),
  zoo('deepseek_v3.dyn18.eager', ['decoder', ...EXPERTS], {
    ...NO_CACHE,
    ...NOT_TURNED,
    // Keys and values are made in two steps, of one short vector for all heads.
    '11-recent-improvements/shared-heads': 'no attn.hook_k',
  }),
  zoo('gpt_oss.dyn18.eager', ['decoder', ...EXPERTS, 'windowed'], {
    ...NO_CACHE,
    ...NO_LAYER,
    ...NOT_TURNED,
    // Some weight of each query goes to no token.
    '11-recent-improvements/flash-tiles': 'tiles of the head',
  }),
  {
    ...zoo('albert.ts.eager', ['encoder'], NO_TABLE),
    // As those of RoBERTa are called.
    calls: {'[CLS]': '<s>', '[SEP]': '</s>', '[MASK]': '<mask>'},
  },
  zoo('bert-features.ts.eager', ['encoder'], NO_HEAD),
  zoo('bert-classes.ts.eager', ['encoder'], NO_HEAD),
  zoo('distilbert-answers.ts.eager', ['encoder'], NO_HEAD),
  zoo('modernbert.dyn18.sdpa', ['encoder', 'windowed'], {}),
  zoo('marian.ts.eager', ['encoder-decoder'], {}),
  zoo('bart.dyn18.sdpa', ['encoder-decoder'], {}),
  zoo('t5.ts.eager', ['encoder-decoder'], {}),
];
