import type {Command} from '../cli.ts';
import {log, runCommand} from '../output.ts';
import type {CommonFlags} from '../output.ts';

interface Flags extends CommonFlags {
  force?: boolean;
}

export const command: Command = cli => {
  cli
    .command(
      'extract [...scenes]',
      'Make the captures that scenes declare; only stale ones',
    )
    .option('--force', 'Make them again even where they are fresh')
    .option('--json', 'Print one JSON document on stdout')
    .action((selectors: string[], flags: Flags) =>
      runCommand(flags, async () => {
        const {extractScenes} = await import('../extract-scenes.ts');
        const captures = await extractScenes(selectors, flags.force ?? false);
        for (const {id, outcome, tensors, invariants} of captures) {
          log.success(
            `${id}: ${OUTCOMES[outcome]} (${tensors.length} tensors, ${invariants.length} checks hold)`,
          );
        }
        return {
          captures: captures.map(({folder, tensors, invariants, device}) => ({
            folder,
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
