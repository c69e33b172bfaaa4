/**
 * Captures as scenes see them, as they import them from `attention-in-motion/captured`.
 * Nothing here needs a browser.
 */

export type * from '../../data-extract/capture/results.ts';
export type {CapturedToken} from '../../data-extract/text/token.ts';
export * from '../captured/bag-of-words.ts';
export * from '../captured/bpe.ts';
export * from '../captured/chosen-token.ts';
export * from '../captured/granularities.ts';
export * from '../captured/listings.ts';
export * from '../captured/model-sizes.ts';
export * from '../captured/open-capture.ts';
export * from '../captured/pick.ts';
export * from '../captured/positions-of.ts';
export * from '../captured/probes/norms.ts';
export * from '../captured/reader.ts';
export * from '../captured/round-trip.ts';
export * from '../captured/skip-gram.ts';
export * from '../captured/tensor.ts';
export * from '../captured/tokens.ts';
export * from '../captured/trade-off.ts';
export * from '../captured/word-vectors.ts';
export * from '../captured/word2vec.ts';
export * from '../components/token-label.ts';
export * from '../script/layer-name.ts';
export * from '../script/listed.ts';
export * from '../script/numbers.ts';
