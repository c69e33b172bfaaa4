import type {OpenRequest, PlayedScene, StageApi} from '../../stage/protocol.ts';
import {PlayAgain} from './call-stage.ts';

type Method = keyof StageApi;
type Result<M extends Method> = Awaited<ReturnType<StageApi[M]>>;

/** Calls the stage as it is. */
export type Send = <M extends Method>(
  method: M,
  ...args: Parameters<StageApi[M]>
) => Promise<Result<M>>;

/** Methods that draw what is shown, and can be called once more where that must begin anew. */
const LOOKS: ReadonlySet<Method> = new Set<Method>([
  'still',
  'stillIn',
  'vector',
  'inspect',
  'glance',
  'outlined',
  'timeFrames',
] as Method[]);

/** What a page draws. */
interface Shown {
  request: OpenRequest;
  scenes: readonly PlayedScene[];
  everyFrame: boolean;
  begun: boolean;
}

/**
 * Gives every play a page in which nothing has been played before, so that it finds its
 * modules as they were loaded: running through is one play, drawing another, and so is
 * drawing from the first frame again.
 */
export class FreshPlays {
  /** The project whose modules have been loaded; `null` for none. */
  private loaded: string | null = null;
  private played = false;
  private shown: Shown | null = null;

  /**
   * @param send - Calls the stage of the page.
   * @param reload - Gives the page fresh modules.
   */
  public constructor(
    private readonly send: Send,
    private readonly reload: () => Promise<void>,
  ) {}

  public async call<M extends Method>(
    method: M,
    ...args: Parameters<StageApi[M]>
  ): Promise<Result<M>> {
    if (method === 'project') await this.freshen(args[0] as string, false);
    if (method === 'open') return (await this.open(args[0] as OpenRequest)) as Result<M>;
    if (method === 'renderChunk') await this.begin();
    if (!LOOKS.has(method)) return this.send(method, ...args);
    await this.begin();
    for (let tries = 0; ; tries++) {
      try {
        return await this.send(method, ...args);
      } catch (error) {
        if (!(error instanceof PlayAgain) || tries === 2) throw error;
        await this.again(error.everyFrame);
      }
    }
  }

  /** What is drawn from now on; what is being drawn goes on where it is the same. */
  public show(
    request: OpenRequest,
    scenes: readonly PlayedScene[],
    everyFrame: boolean,
  ): void {
    const {shown} = this;
    const same = shown?.request === request && (shown.everyFrame || !everyFrame);
    if (!same) this.shown = {request, scenes, everyFrame, begun: false};
  }

  /** Begin what is shown anew. @param everyFrame - See `StageApi.begin`. */
  public async again(everyFrame: boolean): Promise<void> {
    if (!this.shown) throw new Error('Nothing is open on the stage.');
    const {request, scenes} = this.shown;
    await this.freshen(request.project, true);
    this.shown.everyFrame ||= everyFrame;
    await this.send('begin', request, scenes, this.shown.everyFrame);
    this.shown.begun = true;
  }

  private async open(request: OpenRequest): Promise<Result<'open'>> {
    await this.freshen(request.project, true);
    this.shown = null;
    const opened = await this.send('open', request);
    this.shown = {request, scenes: opened.scenes, everyFrame: false, begun: false};
    return opened;
  }

  private async begin(): Promise<void> {
    if (!this.shown?.begun) await this.again(false);
  }

  private async freshen(project: string, play: boolean): Promise<void> {
    const isFresh = !this.played && (this.loaded === null || this.loaded === project);
    if (!isFresh) await this.reload();
    this.loaded = project;
    this.played = play;
    if (!isFresh && this.shown) this.shown.begun = false;
  }
}
