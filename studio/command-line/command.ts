import type {CAC} from 'cac';

/** One command of `aim`: adds itself to the parser, and imports its work lazily. */
export type Command = (cli: CAC) => void;
