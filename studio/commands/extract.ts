import {DEVICES, parseDevice} from '../../data-extract/course/roles.ts';
import type {Command} from '../cli.ts';
import {log, runCommand} from '../output.ts';
import type {CommonFlags} from '../output.ts';

interface Flags extends CommonFlags {
  force?: boolean;
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
        const {extractScenes} = await import('../extract-scenes.ts');
        const captures = await extractScenes(selectors, {
          force: flags.force ?? false,
          ...(flags.device === undefined ? {} : {device: parseDevice(flags.device)}),
          models: flags.model ?? [],
          ...(flags.out === undefined ? {} : {out: flags.out}),
        });
        for (const {id, outcome, tensors, invariants, fellBack} of captures) {
          if (fellBack !== null) log.info(`${id} does not run on ${fellBack}`);
          log.success(
            `${id}: ${OUTCOMES[outcome]} (${tensors.length} tensors, ${invariants.length} checks hold)`,
          );
        }
        return {
          captures: captures.map(({folder, outcome, tensors, invariants, device}) => ({
            folder,
            outcome,
            tensors,
            invariants,
            device,
          })),
        };
      }),
    );
};

const OUTCOMES = {
  fresh: 'fresh',
  kept: 'made again, same values',
  written: 'written',
} as const;
