import type {Command} from '../cli.ts';
import {ROOT} from '../root.ts';
import {log, runCommand} from '../output.ts';
import type {CommonFlags} from '../output.ts';
import type {ModelDtype} from '../../data-extract/roles.ts';
import type {ModuleNode} from '../../data-extract/capture/format.ts';

interface Flags extends CommonFlags {
  dtype?: ModelDtype;
}

export const command: Command = cli => {
  cli
    .command('inspect <model>', 'Say what is in a model: blocks, attention, parameters')
    .option(
      '--dtype <dtype>',
      'Which weights, where there are several (fp32, fp16, q8, q4, q4f16)',
    )
    .option('--json', 'Print one JSON document on stdout')
    .example('aim inspect assets/models/tiny-decoder')
    .action((model: string, flags: Flags) =>
      runCommand(flags, async () => {
        const {inspectModel} = await import('../../data-extract/inspect.ts');
        const {sourceOf} = await import('../../data-extract/models/source-of.ts');
        const {modules, ...found} = await inspectModel(
          sourceOf(model, process.cwd(), flags.dtype),
          ROOT,
        );
        const {kind, layers, parameters, unrecognised} = found;
        log.log(
          `${found.model}: ${kind}, ${layers} layers, ${count(parameters.total)} parameters`,
        );
        for (const [component, number] of Object.entries(parameters.byComponent)) {
          log.log(`  ${component}: ${count(number)}`);
        }
        for (const line of treeLines(modules)) log.log(line);
        for (const {what, reason} of unrecognised)
          log.warn(`${what} not recognised: ${reason}`);
        return found;
      }),
    );
};

const count = (number: number): string => number.toLocaleString('en');

function treeLines({children}: ModuleNode, indent = ''): string[] {
  return children.flatMap(child => [
    `${indent}${child.name}${child.shape ? ` [${child.shape.join(', ')}]` : ''}: ${count(child.parameters)}`,
    ...treeLines(child, `${indent}  `),
  ]);
}
