/** A sentence with a hole, which what comes after it helps to fill. */
export const BEFORE = 'Lily was very';
export const AFTER = ' because she lost her toy.';

/** What stands in the hole for a model that fills it, whatever it calls that, and for one that reads on. */
export const MASK = '[MASK]';
const WORD = 'sad';

export const WITH_HOLE = `${BEFORE} ${MASK}${AFTER}`;
export const WHOLE = `${BEFORE} ${WORD}${AFTER}`;

/** The word after the hole that is looked at. */
export const CLUE = {token: 'lost'} as const;
