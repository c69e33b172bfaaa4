import {
  LogLevel,
  PlaybackManager,
  PlaybackState,
  PlaybackStatus,
  SharedWebGLContext,
  Stage,
  Vector2,
} from '@motion-canvas/core';
import type {LogPayload, Project, Scene} from '@motion-canvas/core';
import {ReadOnlyTimeEvents} from '@motion-canvas/core/lib/scenes/timeEvents';

import {ChangeWatch} from './change-watch.ts';
import type {OpenRequest} from './protocol.ts';

/**
 * Plays scenes frame by frame, by whole frame numbers.
 *
 * @remarks
 * Motion Canvas has a `Renderer`, but it takes ranges in seconds (inclusive at both
 * ends, rounded up), swallows errors into a log, and waits a timer tick per frame. This
 * player builds its scenes in the same way and reports errors by throwing.
 */
export class ScenePlayer {
  /** Frames of the play, once {@link prepare} has run. */
  public get frames(): number {
    return this.playback.duration;
  }

  public get canvas(): HTMLCanvasElement {
    return this.stage.finalBuffer;
  }

  public readonly scenes: readonly Scene[];

  private readonly playback = new PlaybackManager();
  private readonly stage = new Stage();
  private readonly errors: LogPayload[] = [];
  private readonly watches = new Map<Scene, ChangeWatch>();
  private next = -1;
  private drawn: Scene | null = null;

  public constructor(project: Project, request: OpenRequest) {
    const size = new Vector2(request.width, request.height);
    const {scale: resolutionScale, background} = request;
    const status = new PlaybackStatus(this.playback);
    const sharedWebGLContext = new SharedWebGLContext(project.logger);
    const wanted = project.scenes.filter(
      scene => request.scenes === null || request.scenes.includes(scene.name),
    );
    const missing = request.scenes?.find(
      name => !wanted.some(scene => scene.name === name),
    );
    if (missing !== undefined || wanted.length === 0) {
      const known = project.scenes.map(scene => scene.name).join(', ');
      throw new Error(`project.ts has no scene "${missing ?? ''}"; it has ${known}`);
    }
    this.scenes = wanted.map(description => {
      const scene = new description.klass({
        ...description,
        meta: description.meta.clone(),
        logger: project.logger,
        playback: status,
        size,
        resolutionScale,
        timeEventsClass: ReadOnlyTimeEvents,
        sharedWebGLContext,
        experimentalFeatures: project.experimentalFeatures,
      });
      scene.reload({
        config: description.onReplaced.current.config,
        size,
        resolutionScale,
      });
      scene.meta.set(description.meta.get());
      scene.variables.updateSignals({...project.variables, ...request.variables});
      return scene;
    });
    if (request.skipUnchanged) {
      for (const scene of this.scenes) this.watches.set(scene, new ChangeWatch(scene));
    }
    this.playback.setup([...this.scenes]);
    this.playback.fps = request.fps;
    this.playback.state = PlaybackState.Rendering;
    this.stage.configure({size, resolutionScale, background, colorSpace: 'srgb'});
    project.logger.onLogged.subscribe(entry => {
      if (entry.level === LogLevel.Error) this.errors.push(entry);
    });
  }

  /** Run through the whole play once, to learn its length. */
  public async prepare(): Promise<void> {
    await this.playback.recalculate();
    this.throwLogged();
  }

  /**
   * Bring the canvas to a frame; frames asked for in order cost one step each.
   *
   * @returns Whether the picture may differ from the one that was there.
   */
  public async draw(frame: number): Promise<boolean> {
    if (this.next < 0) await this.playback.reset();
    const inOrder = frame === this.next && frame > 0;
    if (inOrder) await this.playback.progress();
    else if (frame !== this.playback.frame || this.next >= 0)
      await this.playback.seek(frame);
    this.next = frame + 1;
    const {currentScene, previousScene} = this.playback;
    const same = inOrder && previousScene === null && currentScene === this.drawn;
    if (same && this.watches.get(currentScene)?.dirty === false) {
      this.throwLogged();
      return false;
    }
    await this.stage.render(currentScene, previousScene);
    this.drawn = previousScene === null ? currentScene : null;
    this.throwLogged();
    return true;
  }

  /** Draw the present frame once more. */
  public async redraw(): Promise<void> {
    const {currentScene, previousScene} = this.playback;
    await this.stage.render(currentScene, previousScene);
    this.throwLogged();
  }

  private throwLogged(): void {
    const [entry] = this.errors.splice(0);
    if (!entry) return;
    const error = new Error(entry.message);
    if (entry.stack) error.stack = entry.stack;
    throw error;
  }
}
