import {Gradient, Rect, Txt, makeScene2D} from '@motion-canvas/2d';
import {all, createRef, range, waitFor} from '@motion-canvas/core';

/** Lines of text that come, move and go over a smooth ground: hard for an encoder. */
export default makeScene2D(function* (view) {
  const fill = new Gradient({
    fromX: -960,
    fromY: -540,
    toX: 960,
    toY: 540,
    stops: [
      {offset: 0, color: '#1b2a49'},
      {offset: 0.6, color: '#2f6f73'},
      {offset: 1, color: '#c9d6a3'},
    ],
  });
  const title = createRef<Txt>();
  view.add(
    <Rect width={1920} height={1080} fill={fill}>
      <Txt
        ref={title}
        y={-360}
        fontSize={96}
        fill="white"
        text="Attention is a weighted sum"
      />
      {range(6).map(i => (
        <Txt
          key={`line-${i}`}
          y={-180 + 100 * i}
          opacity={0}
          fontSize={48}
          fill="#ffe9a8"
          text={`Line ${i}: every token looks at all tokens before it`}
        />
      ))}
    </Rect>,
  );
  const lines = range(6).map(i => view.findKey<Txt>(`line-${i}`));
  for (const line of lines) {
    if (line) yield* all(line.opacity(1, 0.4), line.x(line.x() + 40, 0.4));
    yield* waitFor(0.4);
  }
  yield* all(title().x(300, 1.5), title().scale(1.2, 1.5));
  yield* all(...lines.map(line => line?.opacity(0.2, 1)).filter(task => !!task));
  yield* waitFor(1);
});
