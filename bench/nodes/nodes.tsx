import {makeScene2D, Rect, Txt} from '@motion-canvas/2d';
import {all, createSignal, range} from '@motion-canvas/core';

/** A scene as one writes it without a second thought: a node per cell, 650 of them, all moving. */
export default makeScene2D(function* (view) {
  const time = createSignal(0);
  const [columns, rows] = [25, 24];
  const wave = (i: number): number => Math.sin(time() * 6 + i * 0.37);
  view.add(
    range(columns * rows).map(i => (
      <Rect
        x={((i % columns) - (columns - 1) / 2) * 70}
        y={() => (Math.floor(i / columns) - (rows - 1) / 2) * 42 + 6 * wave(i)}
        width={56}
        height={() => 28 + 6 * wave(i)}
        radius={8}
        fill={'#2C5FA8'}
        rotation={() => 8 * wave(i)}
      />
    )),
  );
  view.add(
    range(50).map(i => (
      <Txt
        x={((i % columns) - (columns - 1) / 2) * 70}
        y={() => (i < columns ? -520 : 520) + 4 * wave(i)}
        text={String(i)}
        fontFamily={'DejaVu Sans'}
        fontSize={18}
        fill={'#ddd'}
      />
    )),
  );
  yield* all(time(3, 3));
});
