import type {Command} from '../command-line/command.ts';
import {answer, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';

export const command: Command = cli => {
  cli
    .command('scenes [...scenes]', 'List scenes with their cues, captures and lengths')
    .option('--json', 'Print one JSON document on stdout')
    .example('aim scenes 09')
    .action((selectors: string[], flags: CommonFlags) =>
      runCommand(flags, async () => {
        const {describeScenes} = await import('../describe/describe-scenes.ts');
        const {toTable} = await import('../command-line/table.ts');
        const scenes = await describeScenes(selectors);
        const rows = scenes.map(({id, storyboard, title, cues, seconds}) => [
          id,
          storyboard,
          title.en ?? Object.values(title)[0],
          String(cues.length),
          Object.entries(seconds)
            .map(([locale, value]) => `${locale} ${value.toFixed(1)} s`)
            .join(', '),
        ]);
        answer(flags, toTable(['scene', 'storyboard', 'title', 'cues', 'length'], rows));
        return scenes;
      }),
    );
};
