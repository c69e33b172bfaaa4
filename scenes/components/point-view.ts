import {mixCameras} from './map-camera.ts';
import type {Camera} from './map-camera.ts';

/** What of a map is in sight: some of its points by their indices, or all of it. */
export type Sight = readonly number[] | 'all';

/** What is in sight now, which may lie between two. */
export type View = {on: Sight} | {from: View; to: View; t: number};

/** All of the map. */
export const WHOLE: View = {on: 'all'};

/** A view on its way to another: the interpolation of signals that hold views. */
export const lerpViews = (from: View, to: View, t: number): View =>
  t <= 0 ? from : t >= 1 ? to : {from, to, t};

/**
 * The camera that a view means, whatever the box of the map is by now.
 *
 * @param cameraOn - The camera that has some points in sight.
 */
export function cameraOf(
  view: View,
  cameraOn: (indices: readonly number[]) => Camera,
): Camera {
  if ('t' in view) {
    const [from, to] = [view.from, view.to].map(own => cameraOf(own, cameraOn));
    return mixCameras(from, to, view.t);
  }
  return view.on === 'all' ? {x: 0, y: 0, zoom: 1} : cameraOn(view.on);
}
