/** A place in pixels. */
export interface Place {
  x: number;
  y: number;
}

/** Where two videos lie in one picture. */
export interface Layout {
  width: number;
  height: number;
  panelWidth: number;
  panelHeight: number;
  panels: {left: Place; right: Place};
  /** Left ends of the baselines of the names above the panels. */
  labels: {left: Place; right: Place};
  /** Size of the names. */
  fontSize: number;
}

/** Shares of the width. */
const GAP = 0.02;
const FONT = 0.018;

/**
 * Two videos side by side in the middle of a picture of their shape, their names above.
 * Everything that ffmpeg places lies on even pixels. Pure.
 */
export function layOut({width, height}: {width: number; height: number}): Layout {
  const even = (value: number): number => 2 * Math.round(value / 2);
  const gap = even(width * GAP);
  const panelWidth = even((width - 3 * gap) / 2);
  const panelHeight = even((panelWidth * height) / width);
  const fontSize = Math.round(width * FONT);
  const y = even((height - panelHeight) / 2);
  const xs = {left: gap, right: width - gap - panelWidth};
  const at = (x: number, top: number): Place => ({x: even(x), y: top});
  const baseline = y - Math.round(fontSize * 0.7);
  return {
    width,
    height,
    panelWidth,
    panelHeight,
    fontSize,
    panels: {
      left: at(xs.left, y),
      right: at(xs.right, y),
    },
    labels: {
      left: at(xs.left, baseline),
      right: at(xs.right, baseline),
    },
  };
}
