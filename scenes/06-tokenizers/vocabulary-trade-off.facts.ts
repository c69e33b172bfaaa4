import {Tensor} from 'attention-in-motion/captured/tensor';
import type {CapturedTradeOff} from 'attention-in-motion/captured/trade-off';
import {exactLabel} from 'attention-in-motion/components/token-label';

/** The text that a cue of its own is about. */
const ENGLISH = 'english';

/** How long texts are in each vocabulary, how large its table is, and what captions say of it. */
export function readTradeOff({texts, rows, dModel}: CapturedTradeOff) {
  const names = Object.keys(texts);
  const last = rows.length - 1;
  const [{source}] = rows;
  const count = (text: string, row: number): number => rows[row].tokens[text].count;
  const longer = names
    .flatMap(text => rows.slice(1).map((_, i) => ({text, from: i, to: i + 1})))
    .map(step => ({
      ...step,
      more: count(step.text, step.to) - count(step.text, step.from),
    }))
    .sort((a, b) => b.more - a.more)
    .find(({more}) => more > 0);
  const at = (text: string, row: number) => ({
    label: rows[row].label,
    count: count(text, row),
  });
  const nobody = {label: '', count: 0};
  return {
    names,
    last,
    source,
    samples: names.map(name => exactLabel({text: texts[name].text, bytes: ''})),
    labels: rows.map(({label}) => label),
    vocab: Tensor.of(
      rows.map(row => row.vocab),
      'tokenizer',
      source,
    ),
    numbers: Tensor.of(
      rows.map(row => row.tableParameters),
      'tokenizer',
      source,
    ),
    /** Tokens of each text, by tokenizer. */
    lengths: rows.map((row, i) =>
      Tensor.of(
        names.map(name => count(name, i)),
        'text',
        row.source,
      ),
    ),
    /** How many of them stand for what the tokenizer does not know. */
    unknown: rows.map(({tokens}) => names.map(name => tokens[name].unknown)),
    longest: Math.max(...names.flatMap(name => rows.map((_, i) => count(name, i)))),
    english: {text: names.indexOf(ENGLISH), from: 0, to: last},
    longer: longer
      ? {text: names.indexOf(longer.text), from: longer.from, to: longer.to}
      : {text: -1, from: 0, to: 0},
    facts: {
      tokenizers: rows.length,
      texts: names.length,
      dModel,
      times: rows[last].vocab / rows[0].vocab,
      first: {label: rows[0].label, vocab: rows[0].vocab},
      last: {label: rows[last].label, vocab: rows[last].vocab},
      /** By text: tokens in the smallest and in the largest vocabulary. */
      of: Object.fromEntries(
        names.map(name => [name, {from: count(name, 0), to: count(name, last)}]),
      ),
      longer: longer
        ? {from: at(longer.text, longer.from), to: at(longer.text, longer.to)}
        : {from: nobody, to: nobody},
    },
  };
}
