/** The text that is translated. */
export const TEXT = 'I love llamas';

/** Models that saw just this sentence in training: it is said where they translate it. */
export const SEEN_BY: readonly string[] = ['tiny-translator'];
