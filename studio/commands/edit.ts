import type {Command} from '../command-line/command.ts';
import {log, runCommand} from '../command-line/output.ts';
import type {CommonFlags} from '../command-line/output.ts';

interface Flags extends CommonFlags {
  port: number;
}

export const command: Command = cli => {
  cli
    .command('edit [lesson]', 'Open the Motion Canvas editor')
    .option('--port <n>', 'Port of the editor', {default: 9000})
    .option('--json', 'Print one JSON document on stdout once the editor is up')
    .action((lesson: string | undefined, flags: Flags) =>
      runCommand(flags, async () => {
        const {startEditor} = await import('../editor/start-editor.ts');
        const {url} = await startEditor(lesson, flags.port);
        log.success(
          `The editor is at ${url} (Korean: ?locale=ko, dark: ?theme=dark). Ctrl-C ends it.`,
        );
        return {url};
      }),
    );
};
