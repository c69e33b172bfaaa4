import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {whole} from '../command-line/flag-kinds.ts';

export const command = defineCommand({
  name: 'edit',
  words: '[lesson]',
  says: 'Open the Motion Canvas editor',
  flags: {
    port: whole({
      says: 'Port of the editor; 0 takes a free one',
      low: 0,
      high: 65535,
      otherwise: 9000,
    }),
  },
  examples: ['aim edit 09'],
  async run({words, flags}) {
    const {startEditor} = await import('../editor/start-editor.ts');
    const {url} = await startEditor(words.at(0), flags.port);
    const {keepWarm} = await import('../editor/keep-warm.ts');
    void keepWarm();
    log.success(
      `The editor is at ${url} (Korean: ?locale=ko, dark: ?theme=dark). Ctrl-C ends it.`,
    );
    return {url};
  },
});
