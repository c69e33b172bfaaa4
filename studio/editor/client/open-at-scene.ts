import type {Player} from '@motion-canvas/core';

/** Put the playhead where the scene begins that the page's address names, once. */
export function openAtScene(player: Player): void {
  const address = new URL(location.href);
  const name = address.searchParams.get('scene');
  if (name === null) return;
  const stop = player.onRecalculated.subscribe(() => {
    stop();
    const {current: scenes} = player.playback.onScenesRecalculated;
    const scene = scenes.find(one => one.name === name);
    if (scene) player.requestSeek(scene.firstFrame);
    address.searchParams.delete('scene');
    history.replaceState(null, '', address);
  });
}
