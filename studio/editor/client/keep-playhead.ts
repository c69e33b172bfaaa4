import type {Player, Scene} from '@motion-canvas/core';

/** Where the playhead stands, whatever comes before the scene. */
interface Place {
  scene: Scene;
  /** Frames from the beginning of the scene. */
  offset: number;
}

/**
 * Keep the playhead where it was in its scene when scenes become longer or shorter: in
 * another language, with another head, after an edit. Motion Canvas keeps the frame's
 * number, which may then lie in another scene, and goes to the beginning where it lies
 * behind the end.
 */
export function keepPlayhead(player: Player): void {
  let place: Place | null = null;
  let isOnItsWay = false;
  player.onFrameChanged.subscribe(frame => {
    // The run that found the new lengths still ends where Motion Canvas would be.
    if (isOnItsWay) {
      isOnItsWay = false;
      return;
    }
    const scene = player.playback.currentScene;
    place = {scene, offset: frame - scene.firstFrame};
  }, false);
  player.onRecalculated.subscribe(() => {
    if (place === null) return;
    const frame = frameOf(place, player.playback.duration);
    if (frame === player.onFrameChanged.current) return;
    isOnItsWay = true;
    player.requestSeek(frame);
  });
}

/** The frame of a place; the last one of a scene that has become too short for it. */
function frameOf({scene, offset}: Place, duration: number): number {
  const {firstFrame, lastFrame} = scene;
  // Only the last scene has its end to itself.
  const end = lastFrame === duration ? lastFrame : lastFrame - 1;
  return Math.max(firstFrame, Math.min(firstFrame + offset, end));
}
