/** What the model reads in the scenes that follow single tokens. */
export const SENTENCE = 'Lily saw a big red ball in the park.';

/** The layer whose experts are followed. */
export const LAYER = 1;
