import type {AttentionSite, BlockSite, LooseAttention} from '../graph/model-map.ts';
import {hookOf, looseHookOf, moduleOf, topHookOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import type {CheckPart} from './part.ts';

/** Results that are worked out of the whole stream and the head. */
const OF_THE_STREAM = ['lens', 'attribution'];

const resultsIn = ({stack}: StageContext, names: readonly string[]): string[] =>
  names.map(name => `results.${stack === 'encoder' ? 'encoder.' : ''}${name}`);

const inBlock = (
  context: StageContext,
  block: Pick<BlockSite, 'layer'>,
  hooks: readonly string[],
): string[] => hooks.map(hook => hookOf(context, block, hook));

/** Let the checks of a part say what they speak of. */
export const covering = (of: readonly string[], part: CheckPart): CheckPart => ({
  ...part,
  check: run => part.check(run).map(check => ({...check, of})),
});

/** What a check of an attention speaks of. */
export const ofAttention = (
  context: StageContext,
  site: AttentionSite | LooseAttention,
): string[] => [
  ...('layer' in site
    ? inBlock(context, site, [`${moduleOf(site)}.`])
    : [looseHookOf(context, site, '')]),
  ...(site.role === 'self' ? resultsIn(context, ['attention', 'patternParts']) : []),
];

/** Of the sums of a block. */
export const ofStream = (context: StageContext, block: BlockSite): string[] => [
  ...inBlock(context, block, [
    'hook_resid_',
    'hook_attn_out',
    'hook_cross_attn_out',
    'hook_mlp_out',
  ]),
  ...resultsIn(context, OF_THE_STREAM),
];

/** Of the projection after an attention. */
export const ofProjection = (context: StageContext, block: BlockSite): string[] => [
  ...inBlock(context, block, ['hook_attn_out', 'hook_cross_attn_out']),
  ...inBlock(context, block, ['attn.hook_z', 'cross_attn.hook_z', 'attn.W_O']),
  ...resultsIn(context, OF_THE_STREAM),
];

/** Of a norm by its hook. */
export const ofNorm = (context: StageContext, hook: string): string[] => [
  `${hook}.`,
  ...resultsIn(context, OF_THE_STREAM),
];

/** Of the head. */
export const ofHead = (context: StageContext): string[] =>
  resultsIn(context, ['logits', 'generation', ...OF_THE_STREAM]);

/** Of the vectors that the first block reads. */
export const ofEmbedding = (context: StageContext): string[] =>
  ['hook_embed', 'hook_pos_embed', 'hook_token_type_embed'].map(hook =>
    topHookOf(context, hook),
  );

/** Of the experts of a block. */
export const ofExperts = (context: StageContext, block: BlockSite): string[] => [
  ...inBlock(context, block, ['mlp.']),
  ...resultsIn(context, ['router']),
];

/** Of reading on from a cache. */
export const OF_CACHE: readonly string[] = ['results.kvCache', 'results.generation'];
