/** Makes captures of scenes in the background, one run after the other. */
export interface CaptureQueue {
  /** Ask for the captures of a scene; asked for while it is at work, it comes once more. */
  request(scene: string): void;
  /** Settles when nothing is left to do. */
  idle(): Promise<void>;
}

/**
 * @param run - Makes the captures of a scene; it reports its own failures.
 */
export function captureQueue(run: (scene: string) => Promise<void>): CaptureQueue {
  const wanted = new Set<string>();
  let working: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    for (const scene of wanted) {
      wanted.delete(scene);
      await run(scene);
    }
    working = null;
  };
  return {
    request(scene) {
      wanted.add(scene);
      working ??= work();
    },
    async idle() {
      await working;
    },
  };
}
