import {UserError} from '../../data-extract/foundations/user-error.ts';
import type {StagePage} from './stage-page.ts';

/**
 * Do something on a page, and give it up where no frame makes progress for too long.
 * The page is then closed, since nothing can be asked of it any more.
 *
 * @param what - The scene, for the message.
 * @param seconds - How long one frame may take.
 * @throws UserError that names the frame.
 */
export async function withFrameTimeout<T>(
  page: StagePage,
  what: string,
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  let frame: number | null = null;
  let timer: NodeJS.Timeout;
  const expired = new Promise<never>((_, reject) => {
    const arm = (): NodeJS.Timeout =>
      setTimeout(() => {
        const place = frame === null ? 'The run through' : `Frame ${frame} of`;
        reject(
          new UserError(
            'frame-timeout',
            `${place} ${what} did not finish in ${seconds} s.`,
            'Look for a loop without `yield` in the scene, or give a larger --frame-timeout.',
          ),
        );
      }, seconds * 1000);
    timer = arm();
    page.onAlive = () => {
      clearTimeout(timer);
      timer = arm();
    };
    page.onFrame = number => {
      frame = number;
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
    page.onFrame = page.onAlive = () => undefined;
  }
}
