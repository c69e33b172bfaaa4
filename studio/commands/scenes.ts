import type {Command} from '../cli.ts';

export const command: Command = () => undefined;
