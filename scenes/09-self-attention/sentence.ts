/** The text of all scenes of this lesson. */
export const SENTENCE = 'Lily saw a little bird in the tree. It was sad.';

/** The token whose attention the lesson follows, and what it stands for. */
export const ASKS = {token: 'It'} as const;
export const MEANT = {token: 'bird'} as const;

/** The head that the lesson follows: the one that links the two. */
export const ANTECEDENT = {rule: 'most-mass', from: ASKS, to: MEANT} as const;

/** Some of its words in disorder, twice over: whoever sees them again knows what follows. */
export const TWICE = 'Lily sad tree bird saw little Lily sad tree bird saw little';
