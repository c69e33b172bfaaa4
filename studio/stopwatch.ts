/** How long each stage of something took. */
export interface Stopwatch {
  readonly stages: readonly {name: string; seconds: number}[];
  /** Do something and note how long it took. */
  stage<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Start with no stages. */
export function stopwatch(): Stopwatch {
  const stages: {name: string; seconds: number}[] = [];
  return {
    stages,
    async stage(name, work) {
      const start = performance.now();
      const result = await work();
      stages.push({name, seconds: (performance.now() - start) / 1000});
      return result;
    },
  };
}
