import {defineCommand} from '../command-line/command.ts';
import {SHELLS} from '../command-line/complete-line.ts';
import {oneOf} from '../command-line/flag-values.ts';
import {answer} from '../command-line/output.ts';

export const command = defineCommand({
  name: 'completion',
  words: '<shell>',
  says: 'Print what makes a shell complete scenes, cues, roles and flags: bash, zsh, fish',
  flags: {},
  examples: ['aim completion bash >> ~/.bashrc', 'aim completion fish | source'],
  async run({words, json}) {
    const {shellScript} = await import('../command-line/shell-script.ts');
    const script = shellScript(oneOf('The shell', words[0], SHELLS));
    answer({json}, script);
    return {script};
  },
});
