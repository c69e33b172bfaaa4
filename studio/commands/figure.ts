import {relative} from 'node:path';

import {takingTimes} from '../../foundations/timed.ts';
import type {Command} from '../command-line/command.ts';
import {log, runCommand, sayTimes} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import type {FigureFlags} from '../figure/figure-flags.ts';

export const command: Command = cli => {
  cli
    .command(
      'figure <kind>',
      'Draw what a model computes for a text: tokens, attention, next-token, lens, attribution',
    )
    .option(
      '--model <model>',
      'A role of the course, a hub repository, a folder or an .onnx file; for tokens several',
      {type: [String]},
    )
    .option('--text <text>', 'What the model reads')
    .option('--target <text>', 'What the decoder of an encoder-decoder has written')
    .option('--capture <folder>', 'Draw a capture that is there, and run nothing')
    .option('--save-capture <folder>', 'Keep what was captured')
    .option(
      '--view <view>',
      'attention: heads, arcs or grid; attribution: layers or heads',
    )
    .option('--of <stack>', 'Which attention: cross, decoder or encoder')
    .option('--layer <n>', 'Layer of the head, from 0')
    .option('--head <n>', 'Head, from 0')
    .option(
      '--pick <rule>',
      'Head by rule: previous-token, next-token, first-token, most-even, or "it>bird"',
    )
    .option(
      '--token <token>',
      'Token that is asked about, by its text or its number (default: the last)',
    )
    .option('--top <n>', 'How many tokens or parts are listed')
    .option('--title <title>', 'Title of the figure')
    .option('--bare', 'The picture and its stamp alone')
    .option('--transparent', 'Without the ground')
    .option('--theme <theme>', 'light or dark')
    .option('--locale <locale>', 'Language of the words in the figure')
    .option('--size <WxH>', 'Size in pixels (default: 1920x1080)')
    .option('--dtype <dtype>', 'Which weights, where there are several')
    .option('--device <device>', 'Where the model runs (default: cpu)')
    .option('-o, --out <file>', 'The file; its ending says what is drawn: svg, png, pdf')
    .option('--json', 'Print one JSON document on stdout')
    .example('aim figure attention --model decoder --text "Lily saw a bird." --out a.svg')
    .action((kind: string, flags: FigureFlags & CommonFlags) =>
      runCommand(flags, async () => {
        const {makeFigure} = await import('../figure/make-figure.ts');
        const {result, stages} = await takingTimes(() =>
          makeFigure(kind, flags, process.cwd()),
        );
        log.success(relative('.', result.file));
        sayTimes(stages);
        return {...result, stages};
      }),
    );
};
