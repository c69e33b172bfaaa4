import {
  LogLevel,
  PlaybackManager,
  PlaybackState,
  PlaybackStatus,
  SharedWebGLContext,
  Vector2,
} from '@motion-canvas/core';
import type {LogPayload, Project, Scene} from '@motion-canvas/core';
import {ReadOnlyTimeEvents} from '@motion-canvas/core/lib/scenes/timeEvents';

import {ChangeWatch} from './change-watch.ts';
import {PixelStage} from './pixel-stage.ts';
import type {OpenRequest, PlayedScene} from './protocol.ts';
import {world} from './seeded-world.ts';

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
  private readonly status: OffsetStatus;
  private readonly stage: PixelStage;
  private readonly errors: LogPayload[] = [];
  private readonly watches = new Map<Scene, ChangeWatch>();
  private next = -1;
  private drawn: Scene | null = null;

  public constructor(project: Project, request: OpenRequest) {
    const size = new Vector2(request.width, request.height);
    const {scale: resolutionScale, background, colorSpace} = request;
    this.status = new OffsetStatus(this.playback, request.start);
    this.stage = new PixelStage(...request.pixels);
    const sharedWebGLContext = new SharedWebGLContext(project.logger);
    const wanted = pickScenes(project, request.scenes);
    this.scenes = wanted.map(description => {
      const scene = new description.klass({
        ...description,
        meta: description.meta.clone(),
        logger: project.logger,
        playback: this.status,
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
      // A scene's generator begins after this event, in every run with the same numbers.
      scene.onReset.subscribe(() => world.reseed());
      return scene;
    });
    if (request.skipUnchanged) {
      for (const scene of this.scenes) this.watches.set(scene, new ChangeWatch(scene));
    }
    this.playback.setup([...this.scenes]);
    this.playback.fps = request.fps;
    this.playback.state = PlaybackState.Rendering;
    this.stage.configure({size, resolutionScale, background, colorSpace});
    project.logger.onLogged.subscribe(entry => {
      if (entry.level === LogLevel.Error) this.errors.push(entry);
    });
  }

  /** Run through the whole play once, to learn its length. */
  public async prepare(): Promise<void> {
    world.clock = () => this.status.milliseconds;
    await this.playback.recalculate();
    this.throwLogged();
  }

  /** Where the scenes lie, once {@link prepare} has run. */
  public get places(): PlayedScene[] {
    return this.scenes.map((scene, i) => ({
      name: scene.name,
      from: scene.firstFrame,
      to: scene.lastFrame,
      joined: i > 0 && scene.onCacheChanged.current.transitionDuration > 0,
    }));
  }

  /**
   * Bring the canvas to a frame; frames asked for in order cost one step each.
   *
   * @returns Whether the picture may differ from the one that was there.
   */
  public async draw(frame: number): Promise<boolean> {
    const inOrder = frame === this.next && frame > 0;
    await this.seek(frame);
    this.next = frame + 1;
    const {currentScene, previousScene} = this.playback;
    const same = inOrder && previousScene === null && currentScene === this.drawn;
    if (same && this.watches.get(currentScene)?.dirty === false) {
      this.throwLogged();
      return false;
    }
    await this.redraw();
    this.drawn = previousScene === null ? currentScene : null;
    return true;
  }

  /** Draw the present frame once more. */
  public async redraw(): Promise<void> {
    const {currentScene, previousScene} = this.playback;
    world.drawing = true;
    try {
      await this.stage.render(currentScene, previousScene);
    } catch (error) {
      // What was logged before is more likely to be the cause than what it led to.
      this.throwLogged();
      throw error;
    } finally {
      world.drawing = false;
    }
    this.throwLogged();
  }

  /**
   * Step to a frame from the present one, or from the beginning.
   *
   * @remarks
   * `PlaybackManager.seek` jumps to the scene that holds the frame, and a scene that is
   * entered in that way knows nothing of the one which its transition comes from.
   */
  private async seek(frame: number): Promise<void> {
    if (this.next < 0 || frame < this.playback.frame) {
      this.playback.frame = 0;
      await this.playback.reset();
    }
    while (this.playback.frame < frame && !this.playback.finished)
      await this.playback.progress();
  }

  private throwLogged(): void {
    const [entry] = this.errors.splice(0);
    if (!entry) return;
    const error = new Error(entry.message);
    if (entry.stack) error.stack = entry.stack;
    if (entry.remarks) Object.assign(error, {remarks: entry.remarks});
    throw error;
  }
}

function pickScenes(project: Project, wanted: OpenRequest['scenes']): Project['scenes'] {
  if (wanted === null) return project.scenes;
  if (!Array.isArray(wanted)) return project.scenes.slice(wanted.first, wanted.end);
  const missing = wanted.find(name => !project.scenes.some(scene => scene.name === name));
  if (missing === undefined)
    return project.scenes.filter(({name}) => wanted.includes(name));
  const known = project.scenes.map(({name}) => name).join(', ');
  throw new Error(`project.ts has no scene "${missing}"; it has ${known}`);
}

/** Playback of a part of a project whose clock is that of the whole. */
class OffsetStatus extends PlaybackStatus {
  public constructor(
    private readonly manager: PlaybackManager,
    private readonly start: number,
  ) {
    super(manager);
  }

  public override get time(): number {
    return this.framesToSeconds(this.manager.frame + this.start);
  }

  public get milliseconds(): number {
    return this.time * 1000;
  }
}
