/** @jsxImportSource preact */
import {finePercent, group} from '../../../scenes/script/numbers.ts';
import {figureWords} from '../../../scenes/figures/words.ts';
import type {PageGuess} from './page-data.ts';
import {labelsOf} from './token-words.ts';
import type {PageLook} from './view.ts';

export interface GuessesProps {
  caption: string;
  guesses: readonly PageGuess[];
  /** Tokens of the vocabulary that are not listed; `null` where it is not known. */
  others: number | null;
  look: PageLook;
}

/** Tokens that could come next, with bars of their probabilities: a table. */
export function Guesses({caption, guesses, others, look}: GuessesProps) {
  const {words, locale} = look;
  const labels = labelsOf(guesses.map(({token}) => token));
  const rest = Math.max(0, 1 - guesses.reduce((sum, {share}) => sum + share, 0));
  const rows = guesses.map(({share}, i) => ({name: labels[i], share, isRest: false}));
  const left =
    others === null
      ? []
      : [{name: figureWords(locale).rest(group(others)), share: rest, isRest: true}];
  return (
    <table class="bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.rank}</th>
          <th scope="col">{words.token}</th>
          <th scope="col">{words.probability}</th>
        </tr>
      </thead>
      <tbody>
        {[...rows, ...left].map(({name, share, isRest}, i) => (
          <tr key={i} class={isRest ? 'rest' : ''}>
            <td>{isRest ? '' : i + 1}</td>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td class="bar-cell">
              <span class="bar" style={{'--share': share}} />
              <span class="figure">{finePercent(share)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
