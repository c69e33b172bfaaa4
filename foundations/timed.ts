import {AsyncLocalStorage} from 'node:async_hooks';

/** How long a stage of something took. */
export interface Stage {
  name: string;
  seconds: number;
}

/** Seconds by name, in the order in which the stages ended first. */
type Seconds = Map<string, number>;

/** Of what is running: what has no stages has `null`. */
const running = new AsyncLocalStorage<Seconds | null>();

/**
 * Do something as a stage of what {@link takingTimes} runs. Stages of one name are one;
 * stages within a stage do not count.
 */
export async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const seconds = running.getStore() ?? null;
  if (seconds === null) return work();
  const start = performance.now();
  try {
    return await running.run(null, work);
  } finally {
    const spent = (performance.now() - start) / 1000;
    seconds.set(name, (seconds.get(name) ?? 0) + spent);
  }
}

/** Do something and tell how long its stages took. */
export async function takingTimes<T>(
  work: () => Promise<T>,
): Promise<{result: T; stages: Stage[]}> {
  const seconds: Seconds = new Map();
  const result = await running.run(seconds, work);
  return {result, stages: [...seconds].map(([name, spent]) => ({name, seconds: spent}))};
}

/** Stages in one line for people, those that took no time left out. Pure. */
export const stagesLine = (stages: readonly Stage[]): string =>
  stages
    .filter(({seconds}) => seconds >= 0.05)
    .map(({name, seconds}) => `${name} ${seconds.toFixed(1)} s`)
    .join(', ');
