/** @jsxImportSource preact */
import {ChipFace} from './ChipFace.tsx';
import type {ChipNote} from './ChipFace.tsx';
import type {PageToken} from './page-data.ts';
import {rove} from './roving.ts';
import {sayPlace} from './token-words.ts';
import type {PageWords} from './words.ts';

export interface TokenChipsProps {
  /** What the group is, for who cannot see it. */
  label: string;
  /** Which side of the attention it is: tells its chips apart for arcs. */
  side: 'query' | 'both';
  tokens: readonly PageToken[];
  /** Index of the token that is chosen. */
  chosen: number;
  /** Index of the token that is shown as asking now. */
  asking: number;
  /** What stands under each; shorter where later ones are hidden, `null` for nothing. */
  notes: readonly ChipNote[] | null;
  words: PageWords;
  onChoose(index: number): void;
  /** Pointed at, or focused; `null` when that is over. */
  onPreview(index: number | null): void;
}

/** Tokens as chips that can be pointed at, focused and chosen. */
export function TokenChips(props: TokenChipsProps) {
  const {label, side, tokens, chosen, asking, notes, words} = props;
  const {onChoose, onPreview} = props;
  return (
    <div
      class="chips"
      role="group"
      aria-label={label}
      onKeyDown={event => rove(event, 1)}
      onMouseLeave={() => onPreview(null)}
    >
      {tokens.map((token, i) => {
        const note = notes === null ? null : notes[i];
        const isHidden = note === undefined;
        const said = `${sayPlace(token, i, words)}${isHidden ? `, ${words.hidden}` : ''}`;
        return (
          <button
            type="button"
            key={i}
            class={`chip ${asking === i ? 'asking' : ''} ${isHidden ? 'hidden' : ''}`}
            data-stop
            data-side={side}
            data-index={i}
            tabIndex={i === chosen ? 0 : -1}
            aria-pressed={chosen === i}
            onClick={() => onChoose(i)}
            onMouseEnter={() => onPreview(i)}
            onFocus={() => onPreview(i)}
            onBlur={() => onPreview(null)}
          >
            <ChipFace token={token} note={note} said={said} />
          </button>
        );
      })}
    </div>
  );
}
