/** Seconds that the last picture of a figure that moves stays. */
export const LAST_HOLD = 1.5;
