/** @jsxImportSource preact */
import {useState} from 'preact/hooks';

import {figureWords} from '../../../scenes/figures/words.ts';
import {Choice} from './Choice.tsx';
import {Guesses} from './Guesses.tsx';
import {TokenChips} from './TokenChips.tsx';
import type {NextTokenPage} from './page-data.ts';
import {labelOf, sayToken} from './token-words.ts';
import type {ViewProps} from './view.ts';

/** The best next tokens at any position of a text. */
export function NextTokenView({values, look}: ViewProps<NextTokenPage>) {
  const {words, locale} = look;
  const {tokens, first, positions, vocab, fills} = values;
  const [position, setPosition] = useState(values.start.position);
  const [preview, setPreview] = useState<number | null>(null);
  const last = first + positions.length - 1;
  const known = (place: number): number => Math.min(last, Math.max(first, place));
  const shown = known(preview ?? position);
  const guesses = positions[shown - first];
  const asked = tokens.slice(first, last + 1);
  return (
    <>
      <form class="choices" aria-label={words.choose} onSubmit={e => e.preventDefault()}>
        <Choice
          label={words.token}
          options={asked.map((token, i) => `${i + first}: ${labelOf(token)}`)}
          chosen={position - first}
          onChoose={index => setPosition(index + first)}
        />
      </form>
      <section aria-label={words.tokens}>
        <h2>{figureWords(locale)[fills ? 'fills' : 'next'](labelOf(tokens[shown]))}</h2>
        <TokenChips
          side="both"
          tokens={tokens}
          words={words}
          notes={null}
          label={words.tokens}
          chosen={position}
          asking={shown}
          onChoose={place => setPosition(known(place))}
          onPreview={setPreview}
        />
      </section>
      <Guesses
        caption={sayToken(tokens[shown], shown, words)}
        guesses={guesses}
        others={vocab - guesses.length}
        look={look}
      />
    </>
  );
}
