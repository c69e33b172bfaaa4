/** @jsxImportSource preact */
import {ChipFace} from './ChipFace.tsx';
import type {ChipNote} from './ChipFace.tsx';
import type {PageToken} from './page-data.ts';
import {sayPlace} from './token-words.ts';
import type {PageWords} from './words.ts';

export interface KeyChipsProps {
  /** What the list is, for who cannot see it. */
  label: string;
  tokens: readonly PageToken[];
  notes: readonly ChipNote[];
  words: PageWords;
}

/** Tokens of another text that are attended to. */
export function KeyChips({label, tokens, notes, words}: KeyChipsProps) {
  return (
    <div class="chips" role="list" aria-label={label}>
      {tokens.map((token, i) => (
        <div class="chip" role="listitem" key={i} data-side="key" data-index={i}>
          <ChipFace token={token} note={notes[i]} said={sayPlace(token, i, words)} />
        </div>
      ))}
    </div>
  );
}
