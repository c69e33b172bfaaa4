import type {ScenePlayer} from './scene-player.ts';

/** The machine's clock: `performance.now` itself shows the frame. */
const now = Performance.prototype.now.bind(performance);

/**
 * Draw a range of frames one after the other and take the time of each.
 *
 * @param from - First frame.
 * @param to - Frame after the last one.
 * @returns Milliseconds per frame: stepping the scene, painting, and bringing the canvas
 * to its pixels, which a browser puts off until they are needed.
 */
export async function timeFrames(
  player: ScenePlayer,
  from: number,
  to: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let frame = from; frame < to; frame++) {
    const start = now();
    await player.draw(frame);
    new VideoFrame(player.canvas, {timestamp: 0}).close();
    times.push(now() - start);
  }
  return times;
}
