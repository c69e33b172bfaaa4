import type {PlaybackManager, Scene} from '@motion-canvas/core';

import type {PlayedScene} from './protocol.ts';

/** A scene that is still playing after so many seconds never ends. */
const LONGEST = 3600;

/**
 * Play scenes one after the other without drawing them, to learn how long they are.
 *
 * @param playback - Has been set up with the scenes.
 * @param reached - Told of every frame.
 * @returns Where the scenes lie.
 * @throws Where a scene does not end.
 */
export async function runThrough(
  playback: PlaybackManager,
  reached: (frame: number) => void,
): Promise<PlayedScene[]> {
  const scenes = playback.onScenesRecalculated.current;
  playback.frame = 0;
  for (const scene of scenes) {
    playback.currentScene = scene;
    const last = playback.frame + LONGEST * playback.fps;
    await scene.recalculate(frame => {
      playback.frame = frame;
      if (frame > last) throw endless(scene);
      reached(frame);
    });
  }
  playback.duration = playback.frame;
  return scenes.map((scene, i) => ({
    name: scene.name,
    from: scene.firstFrame,
    to: scene.lastFrame,
    joined: i > 0 && scene.onCacheChanged.current.transitionDuration > 0,
  }));
}

const endless = (scene: Scene): Error => {
  const error = new Error(
    `The scene ${scene.name} does not end: it is still playing after ${LONGEST / 60} ` +
      'minutes. A loop without an end (`while (true)`, `loop(Infinity, …)`) is started ' +
      'with `yield` instead of `yield*`, so that the scene goes on beside it',
  );
  // Where it was when it was given up says nothing.
  return Object.assign(error, {place: null});
};
