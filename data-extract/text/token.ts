/** A token of a text, with its bytes and its place. */
export interface CapturedToken {
  id: number;
  /**
   * The token's text with its leading space, or `null` where its bytes are not whole
   * characters; then only `bytes` may be shown.
   */
  text: string | null;
  /** UTF-8 bytes in lower-case hex; empty for special tokens. */
  bytes: string;
  /** Half-open span in the text, in UTF-16 units; a special token's is empty. */
  start: number;
  end: number;
  special: boolean;
  /** The tokenizer has no token for this part of the text; `bytes` is empty. */
  unknown?: true;
  /** A piece inside a word in vocabularies that mark these, like WordPiece's `##ing`. */
  continues?: true;
  /**
   * Padding: the mask that was given hides it from all tokens. What it attends to itself
   * means nothing.
   */
  padding?: true;
}
