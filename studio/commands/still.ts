import {takingTimes} from '../../foundations/timed.ts';
import type {Command} from '../command-line/command.ts';
import {log, runCommand, sayTimes} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';
import type {StillFlags} from '../render/options/still-options.ts';

export const command: Command = cli => {
  cli
    .command('still [...scenes]', 'Save pictures of scenes, one per cue')
    .option('--at <cue|seconds>', 'One moment; every cue by default')
    .option(
      '--captures <folder>',
      "Captures that come before the course's own, as extract --model makes them",
    )
    .option('--locale <locale>', 'One language; all of the course by default')
    .option('--theme <theme>', 'light, dark or both')
    .option(
      '--captions <where>',
      'picture: drawn into the picture; track: left out of it',
    )
    .option(
      '--scale <n>',
      'Pixels per pixel of the course (default: 1, on a contact sheet 0.25)',
    )
    .option('--format <format>', 'png, svg or pdf (default: png)')
    .option('--transparent', 'Without the ground')
    .option(
      '--contact-sheet',
      'One picture per lesson that shows every cue of its scenes',
    )
    .option(
      '--out <folder>',
      'Folder of the pictures (default: renders; with --captures: renders/with/...)',
    )
    .option('--json', 'Print one JSON document on stdout')
    .example('aim still what-is-it --at answer --scale 2')
    .example('aim still what-is-it --at answer --format pdf')
    .example('aim still 09 --contact-sheet --theme both')
    .action((selectors: string[], flags: StillFlags & CommonFlags) =>
      runCommand(flags, async () => {
        const {saveStills} = await import('../render/stills/stills.ts');
        const {result, stages} = await takingTimes(() => saveStills(selectors, flags));
        for (const file of result.files) log.success(file);
        sayTimes(stages);
        return {...result, stages};
      }),
    );
};
