/** What a colour stands for. A colour never stands for anything else. */
export type ColorRole =
  | 'token'
  | 'residual'
  | 'query'
  | 'key'
  | 'value'
  | 'score'
  | 'attention'
  | 'feedForward'
  | 'norm'
  | 'router'
  | 'expert'
  | 'head';

/** Colours of one role. */
export interface RoleColors {
  /** Inside of shapes. */
  fill: string;
  /** Outlines, lines and bars: 3:1 at least on ground, panel and its own fill. */
  stroke: string;
  /** Text on the fill, on ground or panel: 4.5:1 at least. */
  text: string;
}

/**
 * All colours of one theme, as `#RRGGBB`. `tests/scenes/theme/palette.test.ts` checks
 * every promise that is made here.
 */
export interface Palette {
  ground: string;
  /** Ground of boxes and cells. */
  panel: string;
  /** Lines that only divide: what carries meaning needs a stronger colour. */
  rule: string;
  /** Text everywhere: on ground, panel and the fill of every role. */
  ink: string;
  /** Text of second rank, on the same. */
  muted: string;
  /** Shapes of no role, at rest: 3:1 at least on ground and panel. Too weak for text. */
  faint: string;
  roles: Record<ColorRole, RoleColors>;
  /**
   * Diverging ramp of signed values; its middle is `panel`. Its ends stay clearly apart
   * in every kind of colour blindness.
   */
  signed: {negative: string; positive: string};
}

export type ThemeName = 'light' | 'dark';

const role = (fill: string, stroke: string, text: string): RoleColors => ({
  fill,
  stroke,
  text,
});

const light: Palette = {
  ground: '#FBFAF6',
  panel: '#FFFFFF',
  rule: '#D9D5CA',
  ink: '#1E2430',
  muted: '#575E6C',
  faint: '#8A8F9B',
  roles: {
    token: role('#DDEFD3', '#4A8238', '#2F5E22'),
    residual: role('#BFE3B4', '#4A8238', '#2F5E22'),
    query: role('#EADCFB', '#7433C4', '#5E2BA6'),
    key: role('#FFE4C2', '#C96D0A', '#8F4D05'),
    value: role('#D2E6FA', '#2F86D2', '#174F87'),
    score: role('#FBD3E0', '#C81E5B', '#8E123E'),
    attention: role('#FFF1DA', '#B07C2C', '#7A5215'),
    feedForward: role('#E0ECFA', '#4E88C2', '#24578C'),
    norm: role('#F0F6CD', '#7F9127', '#5A6814'),
    router: role('#FADBC8', '#BE6932', '#85461D'),
    expert: role('#E9DDF8', '#8C6BC4', '#553690'),
    head: role('#F1E3F7', '#A065BD', '#6A3685'),
  },
  signed: {negative: '#2A6FB2', positive: '#B5332B'},
};

const dark: Palette = {
  ground: '#12151B',
  panel: '#1A1F28',
  rule: '#343B48',
  ink: '#EEF0F4',
  muted: '#A6AEBC',
  faint: '#6A7385',
  roles: {
    token: role('#21371D', '#7CC163', '#BFE8AE'),
    residual: role('#2A4724', '#7CC163', '#BFE8AE'),
    query: role('#332048', '#A678EE', '#DCC7FA'),
    key: role('#43290B', '#F0A04B', '#FFD5A3'),
    value: role('#14304B', '#74C0F7', '#BBDDFB'),
    score: role('#4A1529', '#F2588D', '#FFB3CC'),
    attention: role('#3A2C14', '#E0B063', '#F8DFAE'),
    feedForward: role('#182C42', '#7FB4EA', '#C4DEF8'),
    norm: role('#2E3511', '#BFD25E', '#E3EEA8'),
    router: role('#42260F', '#EE9C66', '#FFD0B0'),
    expert: role('#2C2142', '#AF93E6', '#D9CBF6'),
    head: role('#35203F', '#C48BE0', '#E8CDF5'),
  },
  signed: {negative: '#66AEFF', positive: '#FF7B6B'},
};

export const PALETTES: Record<ThemeName, Palette> = {light, dark};
