/** @jsxImportSource preact */
import {LOUD} from '../../../scenes/components/arc-style.ts';
import type {PageToken} from './page-data.ts';
import {labelOf} from './token-words.ts';

/** What stands under a token: its share of 1, and how that is written. */
export interface ChipNote {
  text: string;
  share: number;
}

/**
 * @param said - What is read out besides: place, kind.
 * @param note - `null` for none, `undefined` where the token is hidden.
 */
export function ChipFace({
  token,
  said,
  note,
}: {
  token: PageToken;
  said: string;
  note: ChipNote | null | undefined;
}) {
  return (
    <>
      <bdi class={token.special ? 'text special' : 'text'}>{labelOf(token)}</bdi>
      <span class="unseen">{said}</span>
      {note !== null && (
        <span class={note && note.share >= LOUD ? 'note loud' : 'note'}>
          {note?.text ?? '–'}
        </span>
      )}
    </>
  );
}
