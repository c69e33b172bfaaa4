/** Captures of words and tokens: what is asked of texts and tokenizers, not of a network. */

/** What a scene needs to know about a text; `kind` decides what it receives. */
export type TextDeclaration = BagOfWordsDeclaration;

/** Sentences as counts of the words of a common vocabulary. */
export interface BagOfWordsDeclaration {
  kind: 'bag-of-words';
  /** Split at what is no letter or digit, and compared in lower case. */
  sentences: readonly string[];
  /** The words of a sentence in another order, drawn by the seed. */
  shuffled?: {sentence: number; seed: number};
}

/**
 * Declare a capture of texts. Returns its argument; it is there for the types.
 *
 * @param declaration - What to capture.
 */
export function defineTextCapture<const D extends TextDeclaration>(declaration: D): D {
  return declaration;
}
