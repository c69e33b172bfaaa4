import {relative} from 'node:path';

import {takingTimes} from '../../foundations/timed.ts';
import {defineCommand} from '../command-line/command.ts';
import {log, sayTimes} from '../command-line/output.ts';
import {FIGURE_FLAGS} from '../figure/figure-flags.ts';

export const command = defineCommand({
  name: 'figure',
  words: '<kind>',
  says: 'Draw what a model computes for a text: tokens, attention, next-token, lens, attribution, residual, neurons, experts, cache, neighbours, map, parameters, model',
  flags: FIGURE_FLAGS,
  examples: [
    'aim figure attention --model decoder --text "Lily saw a bird." --out a.svg',
  ],
  async run({words, given}) {
    const {makeFigure} = await import('../figure/make-figure.ts');
    const {result, stages} = await takingTimes(() =>
      makeFigure(words[0], given, process.cwd()),
    );
    log.success(relative('.', result.file));
    sayTimes(stages);
    return {...result, stages};
  },
});
