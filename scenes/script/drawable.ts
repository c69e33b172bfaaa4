/** Broken characters and such that have no picture, as a model may write them. */
const UNDRAWN = /[\uFFFD\p{Mn}\p{Me}\p{Cf}]|(?!\n)\p{Cc}/gu;

/** What a model wrote, as it can be drawn: what has no picture is a question mark. */
export const drawable = (written: string): string => written.replace(UNDRAWN, '?');
