import {DEVICES, parseDevice} from '../../data-extract/course/roles.ts';
import {takingTimes} from '../../foundations/timed.ts';
import {saidOf} from '../../data-extract/pipeline/leave-out.ts';
import type {Command} from '../command-line/command.ts';
import {deviceLines} from '../command-line/device-lines.ts';
import {leftOutLines} from '../command-line/left-out-lines.ts';
import {log, runCommand, sayTimes} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';

interface Flags extends CommonFlags {
  force?: boolean;
  keepUnverified?: boolean;
  device?: string;
  model?: string[];
  out?: string;
}

export const command: Command = cli => {
  cli
    .command(
      'extract [...scenes]',
      'Make the captures that scenes declare; only stale ones',
    )
    .option('--keep-unverified', 'Write values that fail a check, too, and mark them')
    .option('--force', 'Make them again even where they are fresh')
    .option('--device <device>', `Where models run: ${DEVICES.join(', ')}`)
    .option('--model <role=model>', 'Let another model play a role, for once', {
      type: [String],
    })
    .option(
      '--out <folder>',
      'Folder of the captures (with --model: .cache/captures/...)',
    )
    .option('--json', 'Print one JSON document on stdout')
    .action((selectors: string[], flags: Flags) =>
      runCommand(flags, async () => {
        const {extractScenes} = await import('../course/extract-scenes.ts');
        const {result: captures, stages} = await takingTimes(() =>
          extractScenes(selectors, {
            force: flags.force ?? false,
            keepUnverified: flags.keepUnverified ?? false,
            ...(flags.device === undefined ? {} : {device: parseDevice(flags.device)}),
            models: flags.model ?? [],
            ...(flags.out === undefined ? {} : {out: flags.out}),
          }),
        );
        for (const {id, outcome, tensors, invariants, ...rest} of captures) {
          for (const line of deviceLines(rest)) log.info(`${id}: ${line}`);
          for (const line of leftOutLines(rest.unrecognised)) log.warn(`${id}: ${line}`);
          const failed = invariants.filter(({ok}) => !ok);
          const held = `${invariants.length - failed.length} checks hold`;
          log.success(`${id}: ${OUTCOMES[outcome]} (${tensors.length} tensors, ${held})`);
          if (failed.length === 0) continue;
          process.exitCode = 1;
          log.error(
            `${id}: these checks failed; what they speak of is marked verified: false: ${failed.map(saidOf).join('; ')}`,
          );
        }
        sayTimes(stages);
        return {
          stages,
          captures: captures.map(
            ({folder, outcome, tensors, invariants, unrecognised, device}) => ({
              folder,
              outcome,
              tensors,
              invariants,
              unrecognised,
              device,
            }),
          ),
        };
      }),
    );
};

const OUTCOMES = {
  fresh: 'fresh',
  kept: 'made again, same values',
  written: 'written',
} as const;
