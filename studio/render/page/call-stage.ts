import type {Page} from 'playwright-core';

import type {StageApi} from '../../stage/protocol.ts';

/** A failure inside the page, with the page's own stack. */
export class StageError extends Error {
  public constructor(message: string, pageStack: string) {
    super(message);
    this.name = 'StageError';
    this.stack = pageStack;
  }
}

/** A frame cannot be drawn from where the play stands; it must be begun anew. */
export class PlayAgain extends Error {
  /** @param everyFrame - Whether every frame on the way must then be drawn. */
  public constructor(public readonly everyFrame: boolean) {
    super('The play must be begun anew.');
    this.name = 'PlayAgain';
  }
}

/** Names the place in the sources that a stack of the page begins at. */
export type Locate = (stack: string) => Promise<string | null>;

/** What a failure in the page looks like from outside. */
interface Failure {
  message: string;
  stack: string;
  /** Where the play stood, if one was being played. */
  place: {frame: number; scene: string | null} | null;
  again: {everyFrame: boolean} | null;
}

type AnyCall = (...args: unknown[]) => Promise<unknown>;

/**
 * Call a method of the stage in a page.
 *
 * @throws StageError with the frame and the place in the sources, or PlayAgain.
 */
export async function callStage<M extends keyof StageApi>(
  page: Page,
  method: M,
  args: Parameters<StageApi[M]>,
  locate: Locate,
): Promise<Awaited<ReturnType<StageApi[M]>>> {
  type Reply = {value: Awaited<ReturnType<StageApi[M]>>} | {error: Failure};
  // The driver takes values apart and looks at each part; as text, a value is one part.
  const text = await page.evaluate(
    async ({method, args}) => {
      try {
        const {aimStage} = globalThis as unknown as {aimStage: Record<string, AnyCall>};
        return JSON.stringify({value: await aimStage[method](...args)});
      } catch (error) {
        const {message, stack, remarks, place, everyFrame} = (
          error instanceof Error ? error : new Error(String(error))
        ) as Error & {remarks?: string; everyFrame?: boolean} & Partial<Failure>;
        // Motion Canvas puts the details into a piece of HTML.
        const details = remarks
          ?.replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim();
        const whole = details ? `${message}. ${details}` : message;
        const again = everyFrame === undefined ? null : {everyFrame};
        return JSON.stringify({
          error: {message: whole, stack: stack ?? whole, place: place ?? null, again},
        });
      }
    },
    {method: method as string, args: args as unknown[]},
  );
  const reply = JSON.parse(text) as Reply;
  if (!('error' in reply)) return reply.value;
  const {message, stack, place, again} = reply.error;
  if (again) throw new PlayAgain(again.everyFrame);
  const source = await locate(stack);
  throw new StageError(withPlace(message, place, source), stack);
}

/** A message with the frame, and the place in the sources unless it names one. Pure. */
function withPlace(
  message: string,
  place: Failure['place'],
  source: string | null,
): string {
  const at = place?.scene
    ? `frame ${place.frame}, in ${place.scene}`
    : `frame ${place?.frame}`;
  const where = source === null || /\.\w+:\d+/.test(message) ? '' : ` (${source})`;
  return `${place ? `${at}: ` : ''}${message}${where}`;
}
