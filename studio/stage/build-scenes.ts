import {PlaybackStatus, SharedWebGLContext, Vector2} from '@motion-canvas/core';
import type {PlaybackManager, Project, Scene} from '@motion-canvas/core';
import {ReadOnlyTimeEvents} from '@motion-canvas/core/lib/scenes/timeEvents';

import type {OpenRequest} from './protocol.ts';
import {pictureSeed, world} from './seeded-world.ts';

/** The method of a scene that paints it; every kind of scene has one. */
interface DrawnScene {
  draw(context: CanvasRenderingContext2D): void;
}

/**
 * Make the scenes of a play, as Motion Canvas's `Renderer` does, with the clock and the
 * chance of the seeded world.
 *
 * @param playback - What will play them.
 */
export function buildScenes(
  project: Project,
  request: OpenRequest,
  playback: PlaybackManager,
): Scene[] {
  const status = new PlaybackStatus(playback);
  const size = new Vector2(request.width, request.height);
  const resolutionScale = request.scale;
  const sharedWebGLContext = new SharedWebGLContext(project.logger);
  world.clock = () => status.time * 1000;
  return pickScenes(project, request.scenes).map(description => {
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
    // A scene's generator begins after this event, in every run with the same numbers.
    scene.onReset.subscribe(() => world.reseed());
    seedPictures(scene, status);
    return scene;
  });
}

function seedPictures(scene: Scene, status: PlaybackStatus): void {
  const target = scene as unknown as DrawnScene;
  const draw = target.draw.bind(scene);
  target.draw = context => {
    const frame = status.frame - scene.firstFrame;
    world.beginPicture(pictureSeed(scene.name, scene.meta.seed.get(), frame));
    draw(context);
  };
}

function pickScenes(project: Project, wanted: OpenRequest['scenes']): Project['scenes'] {
  if (wanted === null) return project.scenes;
  const missing = wanted.find(name => !project.scenes.some(scene => scene.name === name));
  if (missing === undefined)
    return project.scenes.filter(({name}) => wanted.includes(name));
  const known = project.scenes.map(({name}) => name).join(', ');
  throw new Error(`project.ts has no scene "${missing}"; it has ${known}`);
}
