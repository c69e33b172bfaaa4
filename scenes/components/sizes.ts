/** Height of a token's chip in pixels. */
export const TOKEN_HEIGHT = 76;

/** What a bracket with its word takes above chips, in pixels. */
export const GROUP_HEIGHT = 62;

/** Length of a bracket's ends in pixels. */
export const BRACKET_TIP = 10;

/** What a side label takes beside its box, in pixels: its height, or what it adds to its width. */
export const SIDE_LABEL = {above: 48, below: 50, beside: 18} as const;
/** The same of a bracket with a length. */
export const SIDE_LENGTH = {along: BRACKET_TIP + 50, beside: BRACKET_TIP + 24} as const;
