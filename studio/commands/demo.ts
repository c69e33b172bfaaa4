import type {Command} from '../command-line/command.ts';
import {log, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';

const SCENE = '09-self-attention/what-is-it';

interface Flags extends CommonFlags {
  locale: string;
}

export const command: Command = cli => {
  cli
    .command('demo', 'From a model to an MP4: set up, capture and render one scene')
    .option('--locale <locale>', 'Language of the video', {default: 'en'})
    .option('--json', 'Print one JSON document on stdout')
    .action((flags: Flags) =>
      runCommand(flags, async () => {
        const {takingTimes, timed} = await import('../../foundations/timed.ts');
        const {setUpOrFail} = await import('../setup/set-up-or-fail.ts');
        const {extractScenes} = await import('../course/extract-scenes.ts');
        const {renderSelected} = await import('../render/render-selected.ts');
        const {locale} = flags;
        const {result: outcome, stages} = await takingTimes(async () => {
          await timed('set up', () => setUpOrFail());
          await timed('capture', () => extractScenes([SCENE], {force: true, models: []}));
          return timed('render', () => renderSelected([SCENE], {locale}));
        });
        for (const {name, seconds} of stages)
          log.info(`${name}: ${seconds.toFixed(1)} s`);
        const videos = 'videos' in outcome ? outcome.videos : [];
        for (const {file} of videos) log.success(file);
        return {videos, stages};
      }),
    );
};
