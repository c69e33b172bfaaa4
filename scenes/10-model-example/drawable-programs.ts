import type {CapturedListings} from 'attention-in-motion/captured/listings';
import {drawable} from 'attention-in-motion/script/drawable';

/** Programs with what they printed as it can be drawn. */
export const drawablePrograms = ({
  programs,
}: CapturedListings): CapturedListings['programs'][number][] =>
  programs.map(own => ({...own, printed: drawable(own.printed)}));
