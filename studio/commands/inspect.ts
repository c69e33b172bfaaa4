import {courseHere} from '../../foundations/course-root.ts';
import {answer, log} from '../command-line/output.ts';
import type {Inspection} from '../../data-extract/inspect.ts';
import {count, treeLines} from '../command-line/module-tree.ts';
import {defineCommand} from '../command-line/command.ts';
import {word} from '../command-line/flag-kinds.ts';
import {DTYPES} from '../../data-extract/course/roles.ts';

export const command = defineCommand({
  name: 'inspect',
  words: '<model>',
  says: 'Say what is in a model: blocks, attention, parameters',
  flags: {
    dtype: word(DTYPES, {
      says: 'Which weights, where there are several',
      value: 'dtype',
      otherwise: null,
    }),
  },
  examples: ['aim inspect assets/models/tiny-decoder'],
  async run({words, flags, json}) {
    const {inspectModel} = await import('../../data-extract/inspect.ts');
    const {sourceOf} = await import('../../data-extract/models/source-of.ts');
    const {modules, ...found} = await inspectModel(
      sourceOf(words[0], process.cwd(), flags.dtype),
      courseHere() ?? process.cwd(),
    );
    const {kind, layers, parameters, unrecognised} = found;
    const lines = [
      `${found.model}: ${kind}, ${layers} layers, ${count(parameters.total)} parameters`,
      ...factLines(found).map(line => `  ${line}`),
      ...Object.entries(parameters.byComponent).map(
        ([component, number]) => `  ${component}: ${count(number)} parameters`,
      ),
      ...treeLines(modules),
    ];
    answer({json}, lines.join('\n'));
    for (const {what, reason} of unrecognised)
      log.warn(`${what} not recognised: ${reason}`);
    return found;
  },
});

/** What the blocks are made of. */
function factLines(found: Omit<Inspection, 'modules'>): string[] {
  const {dModel, heads, kvHeads, headDim, vocab, norm, positions, mlp, experts} = found;
  const forms = new Map<string, number>();
  for (const {role, form} of found.attention) {
    const name = `${role === 'cross' ? 'cross-attention' : 'attention'}, ${form}`;
    forms.set(name, (forms.get(name) ?? 0) + 1);
  }
  const facts: [string, string | number | null][] = [
    ['width', dModel],
    ['vocabulary', vocab],
    ['heads', heads],
    ['heads of keys and values', kvHeads === heads ? null : kvHeads],
    ['entries of a head', headDim],
    ['norm', norm],
    ['positions', positions],
    ['feed-forward', mlp],
    ['experts', experts && `${experts.count ?? '?'}, ${experts.topK ?? '?'} per token`],
  ];
  return [
    ...facts.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])),
    ...[...forms].map(([name, number]) => `${number} x ${name}`),
  ];
}
