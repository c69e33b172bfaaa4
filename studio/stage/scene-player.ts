import {Scene2D} from '@motion-canvas/2d';
import {PlaybackManager, PlaybackState, Vector2} from '@motion-canvas/core';
import type {Project, Scene, Stage} from '@motion-canvas/core';

import {buildScenes} from './build-scenes.ts';
import {ChangeWatch} from './change-watch.ts';
import {LoggedErrors} from './logged-errors.ts';
import {PixelStage} from './pixel-stage.ts';
import {PlayAgain} from './play-again.ts';
import type {OpenRequest, PlayedScene} from './protocol.ts';
import {runThrough} from './run-through.ts';
import {machineTime, world} from './seeded-world.ts';
import {ThemeWatch} from './theme-watch.ts';
import {loadDeclaredFonts} from './verify-fonts.ts';

/** How often a play that draws nothing tells how far it is, in milliseconds. */
const REPORT = 200;

/**
 * Plays scenes frame by frame, by whole frame numbers.
 *
 * @remarks
 * Motion Canvas has a `Renderer`, but it takes ranges in seconds (inclusive at both
 * ends, rounded up), swallows errors into a log, and waits a timer tick per frame. This
 * player builds its scenes in the same way and reports errors by throwing.
 *
 * It either runs through a play or draws it, and a play that is drawn goes forward only:
 * what modules and scenes keep then is what one run of the project has made of it.
 */
export class ScenePlayer {
  public readonly scenes: readonly Scene[];

  private readonly playback = new PlaybackManager();
  private readonly stage: PixelStage;
  private readonly errors: LoggedErrors;
  private readonly watches = new Map<Scene, ChangeWatch>();
  private readonly themes: readonly ThemeWatch[];
  private places: readonly PlayedScene[] = [];
  private everyFrame = false;
  private faces = 0;
  private told = machineTime();
  private present = -1;
  /** Whether frames before it were played without being drawn. */
  private skipped = false;
  /** What was drawn last, where it was one scene alone. */
  private drawn: {scene: Scene | null; count: number} = {scene: null, count: 0};

  public constructor(project: Project, request: OpenRequest) {
    const {scale: resolutionScale, background, colorSpace} = request;
    const size = new Vector2(request.width, request.height);
    this.stage = new PixelStage(...request.pixels);
    this.playback.fps = request.fps;
    this.scenes = buildScenes(project, request, this.playback);
    if (request.skipUnchanged) {
      for (const scene of this.scenes) this.watches.set(scene, new ChangeWatch(scene));
    }
    const variables = {...project.variables, ...request.variables};
    this.themes = this.scenes.map(scene => new ThemeWatch(scene, variables));
    this.playback.setup([...this.scenes]);
    this.playback.state = PlaybackState.Rendering;
    this.stage.configure({size, resolutionScale, background, colorSpace});
    this.errors = new LoggedErrors(project);
  }

  public get canvas(): HTMLCanvasElement {
    return this.stage.finalBuffer;
  }

  /** The frame on the canvas; -1 before the first. */
  public get shown(): number {
    return this.present;
  }

  /** Play everything once without drawing it. @returns Where the scenes lie. */
  public runThrough(): Promise<PlayedScene[]> {
    return this.naming(async () => {
      const places = await runThrough(this.playback, frame => this.report(frame));
      this.errors.throw();
      return places;
    });
  }

  /**
   * Go to the first frame.
   *
   * @param places - Where the scenes lie, as {@link runThrough} has told.
   * @param everyFrame - Draw the frames on the way to those that are asked for, too.
   */
  public begin(places: readonly PlayedScene[], everyFrame: boolean): Promise<void> {
    this.places = places;
    this.everyFrame = everyFrame;
    this.scenes.forEach((scene, i) => {
      const {from, to} = places[i];
      // What scenes can ask is as in the editor, which has run through the project.
      const known = {firstFrame: from, lastFrame: to, duration: to - from};
      Object.assign(scene.onCacheChanged.current, known);
    });
    this.playback.duration = places.at(-1)?.to ?? 0;
    return this.naming(async () => {
      await this.playback.reset();
      await this.settle();
    });
  }

  /** The frame that the play has come to, drawn or not. */
  public get reached(): number {
    return this.playback.frame;
  }

  /** How many pictures have been drawn so far. */
  public get drawings(): number {
    return this.drawn.count;
  }

  /**
   * Go to a frame without drawing it.
   *
   * @returns Whether its picture may differ from the one that was drawn last; of scenes
   * that are not watched, any may.
   * @throws PlayAgain where the frame lies behind.
   */
  public async reach(frame: number): Promise<boolean> {
    if (frame < this.playback.frame) throw new PlayAgain(false);
    while (this.playback.frame < frame) {
      if (this.everyFrame && this.present < this.playback.frame) await this.redraw();
      await this.naming(() => this.step());
    }
    if (frame > this.present + 1) this.skipped = true;
    const {currentScene, previousScene} = this.playback;
    // Otherwise what shows the time would be told of it by its own drawing.
    if (currentScene instanceof Scene2D)
      currentScene.getView().globalTime(currentScene.playback.time);
    const same = previousScene === null && currentScene === this.drawn.scene;
    return !same || world.asked || this.watches.get(currentScene)?.dirty !== false;
  }

  /**
   * Bring the canvas to a frame; frames asked for in order cost one step each.
   *
   * @returns Whether the picture may differ from the one that was there.
   * @throws PlayAgain where the frame cannot be drawn from here.
   */
  public async draw(frame: number): Promise<boolean> {
    const inOrder = frame === this.present + 1 && frame > 0;
    const changed = await this.reach(frame);
    if (inOrder && !changed) {
      this.present = frame;
      return false;
    }
    await this.redraw();
    if (this.skipped && world.asked) throw new PlayAgain(true);
    return true;
  }

  /** Whether {@link setTheme} gives the pictures that a play in another theme would show. */
  public get themeIsExchangeable(): boolean {
    return this.themes.every(({exchangeable}) => exchangeable);
  }

  /** Draw in a theme from now on; `null` is the play's own. */
  public setTheme(theme: string | null): void {
    for (const scene of this.themes) scene.set(theme);
  }

  /** Draw the present frame once more. */
  public redraw(): Promise<void> {
    return this.paint((...scenes) => this.stage.render(...scenes));
  }

  /**
   * Draw the present frame where nobody sees it, for those who watch what is drawn: this
   * takes no time for pixels.
   */
  public async sketch(): Promise<void> {
    await this.paint((...scenes) => this.stage.sketch(...scenes));
    if (this.skipped && world.asked) throw new PlayAgain(true);
  }

  private paint(render: Stage['render']): Promise<void> {
    return this.naming(async () => {
      const {currentScene, previousScene, frame} = this.playback;
      world.beginPicture(frame);
      try {
        await render(currentScene, previousScene);
      } finally {
        world.endPicture();
      }
      this.errors.throw();
      this.present = frame;
      const scene = previousScene === null ? currentScene : null;
      this.drawn = {scene, count: this.drawn.count + 1};
    });
  }

  /**
   * One frame on. `PlaybackManager.seek` would jump into the scene that holds a frame,
   * which then knows nothing of those before it.
   */
  private async step(): Promise<void> {
    await this.playback.progress();
    await this.settle();
    this.report(this.playback.frame);
  }

  /** Go on where a scene has ended before it began, and look whether all is as planned. */
  private async settle(): Promise<void> {
    const {playback, scenes} = this;
    for (let i = scenes.indexOf(playback.currentScene) + 1; i < scenes.length; i++) {
      if (!playback.currentScene.isFinished()) break;
      const ended = playback.currentScene;
      playback.currentScene = scenes[i];
      playback.previousScene = ended;
      await scenes[i].reset(ended);
      if (scenes[i].isAfterTransitionIn()) playback.previousScene = null;
      playback.finished = false;
    }
    this.errors.throw();
    const {from, to, name} = this.places[scenes.indexOf(playback.currentScene)];
    const {frame, duration} = playback;
    const early = playback.currentScene.isFinished() || frame < from;
    if (frame < duration && (early || frame >= to)) {
      throw new Error(
        `${name} is playing, which the run-through had from frame ${from} to ${to}: the ` +
          'length of a scene must not depend on how often it is played',
      );
    }
    if (document.fonts.size === this.faces) return;
    await loadDeclaredFonts();
    this.faces = document.fonts.size;
  }

  private report(frame: number): void {
    const time = machineTime();
    if (time - this.told < REPORT) return;
    this.told = time;
    void window.aimReached?.(frame);
  }

  /** Do something, and have its errors say where the play stood. */
  private async naming<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // What was logged before is more likely to be the cause than what it led to.
      const cause = this.errors.take() ?? error;
      if (!(cause instanceof Error) || 'place' in cause) throw cause;
      const {frame, currentScene} = this.playback;
      const scene = this.scenes.length > 1 ? currentScene.name : null;
      throw Object.assign(cause, {place: {frame, scene}});
    }
  }
}
