import type {CapturedTradeOff} from '../captured/trade-off.ts';
import type {ScriptValues} from '../script/interpolate.ts';

/** Something about one text at two tokenizers. */
export interface TextFact {
  text: string;
  from: number;
  to: number;
}

/** What the script of the trade-off may name, and what the scene turns to. */
export interface TradeOffFacts {
  values: ScriptValues;
  /** A text that gets longer, and most so, with a larger vocabulary. */
  longer: TextFact | null;
}

/** Find what the counts show; nothing of it is set beforehand. */
export function describeTradeOff({texts, rows, dModel}: CapturedTradeOff): TradeOffFacts {
  const names = Object.keys(texts);
  const last = rows.length - 1;
  const count = (text: string, row: number): number => rows[row].tokens[text].count;
  const longer = names
    .flatMap(text => rows.slice(1).map((_, i) => ({text, from: i, to: i + 1})))
    .map(fact => ({
      ...fact,
      more: count(fact.text, fact.to) - count(fact.text, fact.from),
    }))
    .sort((a, b) => b.more - a.more)
    .find(({more}) => more > 0);
  const at = (text: string, row: number): ScriptValues => ({
    label: rows[row].label,
    count: count(text, row),
  });
  return {
    values: {
      tokenizers: rows.length,
      texts: names.length,
      dModel,
      times: rows[last].vocab / rows[0].vocab,
      first: {label: rows[0].label, vocab: rows[0].vocab},
      last: {label: rows[last].label, vocab: rows[last].vocab},
      /** By text: tokens in the smallest and in the largest vocabulary. */
      of: Object.fromEntries(
        names.map(text => [text, {from: count(text, 0), to: count(text, last)}]),
      ),
      longer: longer
        ? {from: at(longer.text, longer.from), to: at(longer.text, longer.to)}
        : {from: {label: '', count: 0}, to: {label: '', count: 0}},
    },
    longer: longer ? {text: longer.text, from: longer.from, to: longer.to} : null,
  };
}
