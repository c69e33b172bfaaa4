import type {EncodedWord} from 'attention-in-motion/captured';
import type {CapturedEncoding} from 'attention-in-motion/captured/bpe';
import {Tensor} from 'attention-in-motion/captured/tensor';
import type {Chip} from 'attention-in-motion/components/Chips';
import type {TextCut} from 'attention-in-motion/components/Pieces';
import {exactLabel} from 'attention-in-motion/components/token-label';
import {listed} from 'attention-in-motion/script/listed';

/** How a word is put together from its bytes, and what captions say of it. */
export function readEncoding({tokenizer, words, source}: CapturedEncoding) {
  const [word, ...others] = words;
  const merges = mergesOf(word);
  const last = piecesOf(word);
  const label = exactLabel({text: word.text, bytes: ''});
  const steps = word.steps.map(({pieces, ranks}): TextCut => {
    let start = 0;
    const placed = pieces.map(piece => {
      const own = {label: exactLabel(piece), start, end: start + piece.bytes.length / 2};
      start = own.end;
      return own;
    });
    return {pieces: placed, joints: ranks, source};
  });
  const bytes = steps[0].pieces.length;
  const whole: TextCut = {pieces: [{label, start: 0, end: bytes, isPlain: true}], source};
  return {
    source,
    /** The word uncut, as bytes, and after each merge. */
    cuts: [whole, ...steps],
    ids: word.ids.map(id => `${id}`),
    neighbours: bytes - 1,
    isWhole: last.length === 1,
    ranks: Tensor.of(
      merges.map(({rank}) => rank),
      'merge',
      source,
    ),
    merges: merges.map(({left, right, token}): Chip[] => [
      {label: left},
      {label: right},
      {label: '→', isPlain: true},
      {label: token},
    ]),
    others: others.map(other => piecesOf(other).map((own): Chip => ({label: own}))),
    hasWhole: others.some(other => other.isWhole),
    facts: {
      tokenizer: tokenizer.label,
      word: word.text.trim(),
      bytes,
      first: {left: '', right: '', rank: 0, ...merges.at(0)},
      pieces: listed(
        last.map(piece => `“${piece}”`),
        ', ',
      ),
      count: last.length,
      whole: listed(
        others.flatMap(other => (other.isWhole ? [`“${other.text.trim()}”`] : [])),
        ', ',
      ),
      cut: others.filter(other => !other.isWhole).length,
      others: others.length,
    },
  };
}

/** The merges of a word, by labels, in the order in which they are made. */
const mergesOf = ({steps}: EncodedWord) =>
  steps.flatMap(({pieces, ranks, chosen}, i) => {
    if (chosen === null) return [];
    const parts = [pieces[chosen], pieces[chosen + 1], steps[i + 1].pieces[chosen]];
    const [left, right, token] = parts.map(exactLabel);
    return [{rank: ranks[chosen] ?? 0, left, right, token}];
  });

/** Labels of what a word is cut into in the end. */
const piecesOf = ({steps}: EncodedWord): string[] =>
  steps[steps.length - 1].pieces.map(exactLabel);
