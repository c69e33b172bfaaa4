import {UserError} from '../../../foundations/user-error.ts';
import type {StagePage} from './stage-page.ts';

/**
 * Do something on a page, and give it up where no frame makes progress for too long.
 * The page is then closed, since nothing can be asked of it any more.
 *
 * @param what - The scene, for the message.
 * @param seconds - How long the page may take without a sign of the next frame, whether
 * it draws frames or only plays them.
 * @throws UserError that names the frame.
 */
export async function withFrameTimeout<T>(
  page: StagePage,
  what: string,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  let place = `The run-through of ${what}`;
  let timer: NodeJS.Timeout;
  const expired = new Promise<never>((_, reject) => {
    const arm = (): NodeJS.Timeout =>
      setTimeout(() => {
        reject(
          new UserError(
            'frame-timeout',
            `${place} did not finish in ${seconds} s.`,
            'Look for a loop without `yield` in the scene, or give a larger --frame-timeout.',
          ),
        );
      }, seconds * 1000);
    timer = arm();
    page.onAlive = () => {
      clearTimeout(timer);
      timer = arm();
    };
    page.onFrame = frame => {
      place = `Frame ${frame} of ${what}`;
      page.onAlive();
    };
    page.onReached = frame => {
      place = `What follows frame ${frame} of ${what}`;
      page.onAlive();
    };
  });
  const running = work();
  running.catch(() => undefined);
  try {
    return await Promise.race([running, expired]);
  } catch (error) {
    if (error instanceof UserError && error.code === 'frame-timeout')
      void page.close().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer!);
    page.onFrame = page.onReached = page.onAlive = () => undefined;
  }
}
