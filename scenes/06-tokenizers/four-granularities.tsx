import {makeScene2D} from '@motion-canvas/2d';
import {linear} from '@motion-canvas/core';

import {openGranularities} from '../captured/granularities.ts';
import {openTokens, sourceOfTokenizer} from '../captured/tokens.ts';
import {CutRows} from '../components/CutRows.ts';
import {exactLabel} from '../components/token-label.ts';
import {tokenGroups} from '../components/token-words.ts';
import {listed} from '../script/listed.ts';
import {useLesson} from '../lesson/use-lesson.ts';
import {group} from '../script/interpolate.ts';
import {FRAME, LAYOUT} from '../theme/layout.ts';
import {SLOW} from '../theme/motion.ts';
import captured from './four-granularities.captured';
import otherCaptured from './four-granularities.gpt2.captured';
import script from './four-granularities.script';

/** Seconds that a cut takes through the whole text. */
const CUT = 2.8;
/** More pieces than this are too many for a caption. */
const FEW = 4;
const [WORDS, SUBWORDS, CHARACTERS, BYTES] = [0, 1, 2, 3];

export default makeScene2D(function* (view) {
  const {text, level, tokenizer, corpus: source} = openGranularities(captured);
  const [other] = openTokens(otherCaptured).tokenizers;
  const words = level('words');
  const subwords = level('subwords');
  const characters = level('characters');
  const bytes = level('bytes');
  // A word that one vocabulary puts together of a few pieces, and the other has whole.
  const whole = tokenGroups(subwords.pieces, text).find(
    ({text: word, first, end}) =>
      end - first <= FEW && other.tokens.some(token => token.text?.trim() === word),
  );
  const parts = subwords.pieces.slice(whole?.first, whole?.end).map(exactLabel);
  const missing = new Set(
    characters.pieces.flatMap(({text: own, unknown}) => (unknown && own ? [own] : [])),
  );
  // The character that takes most bytes.
  const largest = characters.pieces.reduce((a, b) =>
    b.bytes.length > a.bytes.length ? b : a,
  );

  const lesson = useLesson(view, script, {
    words: {count: words.count, unknown: words.unknown, vocab: words.vocab},
    tokenizer: tokenizer.label,
    subwords: subwords.count,
    other: other.label,
    word: whole?.text ?? '',
    parts: parts.join(' + '),
    characters: {
      count: characters.count,
      vocab: characters.vocab,
      missing: listed([...missing], ' '),
    },
    bytes: {count: bytes.count, vocab: bytes.vocab},
    largest: {text: largest.text ?? '', bytes: largest.bytes.length / 2},
  });

  const numbered = (word: string, ...values: number[]): string =>
    values.reduce((text, value) => text.replace('#', group(value)), lesson.word(word));
  const known = (vocab: number, name?: string): string =>
    [...(name ? [name] : []), numbered('entries', vocab)].join(', ');
  const picture = new CutRows({
    text,
    rows: [
      {
        label: lesson.word('words'),
        cuts: [{detail: known(words.vocab), pieces: words.pieces, source}],
      },
      {
        label: lesson.word('subwords'),
        cuts: [
          {
            detail: known(subwords.vocab, tokenizer.label),
            pieces: subwords.pieces,
            source: sourceOfTokenizer(tokenizer),
          },
          {
            detail: known(other.vocab, other.label),
            pieces: other.tokens,
            source: other.source,
          },
        ],
      },
      {
        label: lesson.word('characters'),
        cuts: [{detail: known(characters.vocab), pieces: characters.pieces, source}],
      },
      {
        label: lesson.word('bytes'),
        cuts: [{detail: known(bytes.vocab), pieces: bytes.pieces, source: null}],
        hex: true,
      },
    ],
    partWord: (shown, all) => numbered('part', shown, all),
    unknownWord: '[UNK]',
    box: {
      x: LAYOUT.marginX,
      y: LAYOUT.stage.top,
      width: FRAME.width - 2 * LAYOUT.marginX,
      height: LAYOUT.stage.bottom - LAYOUT.stage.top,
    },
  });
  view.add(picture);

  yield* lesson.cue('text');
  yield* picture.shown(1, SLOW * 2, linear);

  yield* lesson.cue('words');
  yield* picture.cut(WORDS, CUT);

  if (words.unknown === 0) lesson.skip('unknown');
  else {
    yield* lesson.cue('unknown');
    yield* picture.forgotten(1, words.unknown * SLOW, linear);
  }

  lesson.skip(whole ? 'pieces' : 'subwords');
  yield* lesson.cue(whole ? 'subwords' : 'pieces');
  yield* picture.cut(SUBWORDS, CUT);

  if (!whole) lesson.skip('other');
  else {
    yield* lesson.cue('other');
    yield* picture.cut(SUBWORDS, CUT);
  }

  const [cue, noCue] =
    missing.size > 0 ? ['characters', 'alphabet'] : ['alphabet', 'characters'];
  lesson.skip(noCue);
  yield* lesson.cue(cue);
  yield* picture.cut(CHARACTERS, CUT * 1.4);

  yield* lesson.cue('bytes');
  yield* picture.cut(BYTES, CUT * 1.4);

  yield* lesson.cue('close');
  yield* picture.choose(SUBWORDS, SLOW);
  yield* lesson.finish();
});
