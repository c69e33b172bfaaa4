/** Height of a token's chip in pixels. */
export const TOKEN_HEIGHT = 76;

/** What a bracket with its word takes above chips, in pixels. */
export const GROUP_HEIGHT = 62;
