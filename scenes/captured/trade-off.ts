import type {TradeOffResult} from '../../data-extract/capture/format.ts';
import type {CaptureFiles} from './reader.ts';
import {openText} from './text-files.ts';
import type {Source} from './tensor.ts';
import {sourceOfTokenizer} from './tokens.ts';

/** Length of texts and size of the table of vectors, by tokenizer. */
export interface CapturedTradeOff {
  /** Numbers per token vector. */
  dModel: number;
  /** The texts by name, with their characters and bytes. */
  texts: TradeOffResult['texts'];
  /** From the smallest vocabulary to the largest. */
  rows: readonly (TradeOffResult['rows'][number] & {source: Source})[];
}

/** @param files - The scene's `*.captured` module. */
export function openTradeOff(files: CaptureFiles): CapturedTradeOff {
  const {dModel, texts, rows} = openText('vocabulary-trade-off', files).result;
  return {
    dModel,
    texts,
    rows: rows.map(row => ({...row, source: sourceOfTokenizer(row)})),
  };
}
