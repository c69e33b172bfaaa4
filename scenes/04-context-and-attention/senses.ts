/** A word that the model at hand knows in two meanings. */
export const WORD = ' left';

/** Sentences with it: of each meaning the same number, side by side. */
export const SENSES = [
  ['He left the park and went home.', 'She left her doll at home.'],
  ['He put his left hand on the table.', 'The dog hurt its left leg.'],
] as const;
