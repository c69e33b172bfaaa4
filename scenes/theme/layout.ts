/**
 * The frame's geometry in pixels of a 1920 x 1080 picture, measured from its top left
 * corner. Components paint in these coordinates; nothing else in a scene has numbers
 * for places.
 */
export const FRAME = {width: 1920, height: 1080} as const;

export const LAYOUT = {
  marginX: 96,
  /** Share of each side that must stay empty. */
  safeMargin: 0.04,
  lessonBaseline: 92,
  titleBaseline: 146,
  /** The stage: header and caption never enter it, the picture never leaves it. */
  stage: {top: 190, bottom: 890},
  captionBaseline: 968,
  captionBaselines: [924, 974],
  captionMaxWidth: 1728,
  ruleY: 996,
  footerBaseline: 1031,
  air: 24,
} as const;

export const RADIUS = {token: 14, block: 20, cell: 4} as const;
export const STROKE = {rest: 2.5, selected: 4.5, arrow: 4} as const;
/** Opacity of what is not the subject at the moment. */
export const FADED = 0.42;
