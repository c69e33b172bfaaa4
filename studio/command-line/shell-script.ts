import {script} from '@bomb.sh/tab';

import type {SHELLS} from './complete-line.ts';
import {written} from './written.ts';

/** What a shell runs to complete lines of `aim`. */
export function shellScript(shell: (typeof SHELLS)[number]): string {
  const lines = written(() => script(shell, 'aim', 'aim'));
  return [...BEFORE[shell], ...lines].join('\n');
}

/** Where completion is not switched on yet, the script would be refused. */
const SWITCH_ON = `# Where completion is not switched on
if (( ! $+functions[compdef] )); then
  autoload -Uz compinit && compinit
fi
`;

/** The script takes the words of a line from the package bash-completion, where it is. */
const WITHOUT_PACKAGE = `# Where the package bash-completion is not there
if ! declare -F _get_comp_words_by_ref > /dev/null; then
  _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]}
    prev=\${COMP_WORDS[COMP_CWORD-1]}
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
  }
fi
`;

/** What a shell needs to have before it reads a script of the package. */
const BEFORE: Record<(typeof SHELLS)[number], readonly string[]> = {
  bash: [WITHOUT_PACKAGE],
  zsh: [SWITCH_ON],
  fish: [],
};
