import {percent} from 'attention-in-motion/script/numbers';

/** A share in whole percent; what would be written as nothing is less than one. */
export const boundedShare = (share: number): string =>
  share > 0 && share < 0.005 ? '< 1%' : percent(share);
