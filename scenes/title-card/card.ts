import type {ColorRole} from 'attention-in-motion/theme/palette';

/** What the title card of a lesson says, in one language: the variable `card` of a play. */
export interface Card {
  /** Number of the lesson. */
  number: number;
  title: string;
  /** Colour of what the lesson is about; `null` where it is about all of it. */
  role: ColorRole | null;
  /** What its scenes ask, in their order. */
  questions: readonly string[];
}
