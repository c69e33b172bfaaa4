/** Pictures that are timed, in the order of the table. Shared by Node and the page. */
export const PAINT_CASES = {
  'empty frame': {size: 'title, caption, foot', baseline: null},
  'a node per cell': {
    size: '64 × 64 nodes of Motion Canvas, all changing',
    baseline: null,
  },
  MatrixGrid: {size: '64 × 64, all values changing', baseline: 'a node per cell'},
  MaskGrid: {size: '64 × 64, one mask turning into another', baseline: 'a node per cell'},
  HeadGrid: {size: '12 × 12 heads of 32 × 32, others fading', baseline: null},
  VectorRow: {size: '4 rows of 256 cells, all values changing', baseline: null},
  Rows: {
    size: '17 rows of names, 192 cells, figures and bars, all values changing',
    baseline: null,
  },
  AttentionArcs: {size: '18 tokens, arcs growing', baseline: null},
  TokenStrip: {size: '96 tokens in 6 lines, appearing', baseline: null},
  KvShelf: {
    size: '8 layers, 64 tokens, 128 numbers each, pairs dropping',
    baseline: null,
  },
  TileSweep: {size: '64 × 64 scores, tiles of 16, 64 numbers each', baseline: null},
  Points: {size: '2,000 points with labels, zooming', baseline: null},
  ExpertBank: {size: '64 experts, one layer splitting', baseline: null},
  RouterFan: {size: '12 experts, lanes growing', baseline: null},
  ExpertBins: {size: '96 tokens, 8 experts, dropping', baseline: null},
  RouteGrid: {size: '5 layers of 8 experts, ways of 96 tokens', baseline: null},
  RopeDials: {size: '16 dials, turning', baseline: null},
  Stack: {size: '8 layers, opening', baseline: null},
  ModuleTree: {size: '32 layers, folding', baseline: null},
  ModuleBoxes: {size: '32 layers, lines flying to their boxes', baseline: null},
  ParameterBlocks: {size: '420 blocks, fading', baseline: null},
  Stopwatch: {size: '3 runs of 48 tokens', baseline: null},
  CodePanel: {size: '13 lines of 80 characters, being written', baseline: null},
} as const satisfies Record<string, {size: string; baseline: string | null}>;

export type CaseName = keyof typeof PAINT_CASES;
