import {writtenAs} from '../../studio/command-line/command.ts';
import type {Command} from '../../studio/command-line/command.ts';
import type {Flag} from '../../studio/command-line/flag.ts';

const HEAD = `# Commands

Made from the commands themselves by \`npm run docs\`. In this repository \`npm run aim -- render\` or \`npx aim render\` runs one; \`npx aim render --help\` says the same in a terminal. Every command takes \`--help\` and \`--json\`, which prints one JSON document on stdout; what is told to people goes to stderr. A command that has done all that was asked ends with code 0.

\`aim completion bash >> ~/.bashrc\` (\`zsh >> ~/.zshrc\`, \`fish > ~/.config/fish/completions/aim.fish\`) lets the shell complete commands, lessons and scenes, cues, roles, flags and what they may be, wherever \`aim\` is a command: after \`npm link\`, or with \`alias aim='npx aim'\`.
`;

/** The page of commands. Pure. */
export const writeCommands = (commands: readonly Command[]): string =>
  [HEAD, ...commands.map(writeCommand)].join('\n');

function writeCommand({name, words, says, flags, examples}: Command): string {
  const rows = Object.entries(flags).map(([flag, about]) => rowOf(flag, about));
  return [
    `## ${name}\n\n\`aim ${[name, words].join(' ').trim()}\`: ${says}.\n`,
    ...(rows.length === 0
      ? []
      : ['| flag | does | may be | default |\n| --- | --- | --- | --- |', ...rows, '']),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join('\n')}\n\`\`\`\n`]),
  ].join('\n');
}

const rowOf = (name: string, flag: Flag<unknown>): string =>
  [
    '',
    `\`${writtenAs(name, flag)}\``,
    `${flag.says}${flag.repeats ? '; may stand there several times' : ''}`,
    flag.takes ?? '',
    flag.byDefault ?? '',
    '',
  ]
    .map(cell => cell.replaceAll('|', '\\|'))
    .join(' | ')
    .trim();
