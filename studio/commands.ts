import type {Command} from './command-line/command.ts';

/** The commands by their names, in the order of the help; each is loaded when it is needed. */
export const COMMANDS: Readonly<Record<string, () => Promise<{command: Command}>>> = {
  setup: () => import('./commands/setup.ts'),
  doctor: () => import('./commands/doctor.ts'),
  scenes: () => import('./commands/scenes.ts'),
  extract: () => import('./commands/extract.ts'),
  capture: () => import('./commands/capture.ts'),
  inspect: () => import('./commands/inspect.ts'),
  status: () => import('./commands/status.ts'),
  render: () => import('./commands/render.ts'),
  farm: () => import('./commands/farm.ts'),
  'farm extract': () => import('./commands/farm-extract.ts'),
  'farm worker': () => import('./commands/farm-worker.ts'),
  'farm status': () => import('./commands/farm-status.ts'),
  still: () => import('./commands/still.ts'),
  figure: () => import('./commands/figure.ts'),
  figures: () => import('./commands/figures.ts'),
  compare: () => import('./commands/compare.ts'),
  lint: () => import('./commands/lint.ts'),
  edit: () => import('./commands/edit.ts'),
  init: () => import('./commands/init.ts'),
  new: () => import('./commands/new.ts'),
  demo: () => import('./commands/demo.ts'),
  completion: () => import('./commands/completion.ts'),
};

/**
 * A command line on which a command of two words is one word: `farm worker` of `farm` and
 * `worker`. Pure.
 */
export function joinedName(argv: readonly string[]): readonly string[] {
  const name = argv.slice(0, 2).join(' ');
  return argv.length > 1 && Object.hasOwn(COMMANDS, name)
    ? [name, ...argv.slice(2)]
    : argv;
}

/** All commands, loaded. */
export const loadCommands = (): Promise<Command[]> =>
  Promise.all(Object.values(COMMANDS).map(async load => (await load()).command));
