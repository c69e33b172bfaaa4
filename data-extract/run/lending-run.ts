import type {InferenceSession, Tensor} from './onnxruntime.ts';

/**
 * Runs a session. Results that are lent are written over by its next run: most are of the
 * same size then, and new memory for each would have to be cleared, and collected again.
 */
export type LendingRun = (
  feeds: Readonly<Record<string, Tensor>>,
  outputs: readonly string[],
  lent: readonly string[],
) => Promise<InferenceSession.ReturnType>;

/** Let a session's runs lend memory to each other. */
export function lendingRun(session: InferenceSession): LendingRun {
  let shapes = '';
  let memory = new Map<string, Tensor>();
  let lends = true;
  return async (feeds, outputs, lent) => {
    const now = shapesOf(feeds);
    if (now !== shapes) memory = new Map();
    shapes = now;
    const places = Object.fromEntries(
      outputs.map(name => [name, memory.get(name) ?? null]),
    );
    const run = (): Promise<InferenceSession.ReturnType> =>
      session.run(feeds, [...outputs]);
    if (memory.size === 0) {
      const results = await run();
      if (lends) memory = new Map(lent.map(name => [name, results[name]]));
      return results;
    }
    // What goes wrong is tried again below, and told there.
    return session.run(feeds, places, {logSeverityLevel: 4}).catch(() => {
      // Some sizes depend on more than those of what is fed: which experts a token takes.
      lends = false;
      memory = new Map();
      return run();
    });
  };
}

const shapesOf = (feeds: Readonly<Record<string, Tensor>>): string =>
  Object.entries(feeds)
    .map(([name, {dims}]) => `${name} ${dims.join('x')}`)
    .join(' ');
