import type {Box} from './box.ts';
import type {ModuleLine} from './module-lines.ts';

/** A module as a box in the box of the module that holds it. */
export interface NestedModule {
  /** Index of its line. */
  index: number;
  children: NestedModule[];
}

/** Where everything lies, in frame coordinates. */
export interface NestPlan {
  /** By index of the line. */
  boxes: ReadonlyMap<number, Box>;
  /** Height of boxes that hold no others, and of the line of a name over others. */
  leaf: number;
  title: number;
}

/** Sizes in pixels that are tried one after the other: roomy first. */
const SIZES = [
  {leaf: 52, title: 44, gap: 14, pad: 16},
  {leaf: 46, title: 40, gap: 9, pad: 10},
  {leaf: 40, title: 36, gap: 6, pad: 7},
] as const;
type Sizes = Record<keyof (typeof SIZES)[number], number>;
const MOST_LEAF = 96;
/** Equal modules lie behind the first one like sheets, this far up and to the right. */
export const SHEET = {step: 7, most: 3} as const;

/** How many sheets are drawn behind a module. */
export const sheetsOf = ({times}: Pick<ModuleLine, 'times'>): number =>
  Math.min(times - 1, SHEET.most);

/** The modules of a list, each with those below it; copies and parts are left out. */
export function nestOf(lines: readonly ModuleLine[]): NestedModule[] {
  const roots: NestedModule[] = [];
  const above: NestedModule[] = [];
  lines.forEach(({kind, depth}, index) => {
    if (kind !== 'module') return;
    const node = {index, children: []};
    (depth === 0 ? roots : above[depth - 1].children).push(node);
    above[depth] = node;
  });
  return roots;
}

/**
 * Lay modules out as boxes in boxes: what holds no others stands side by side in rows,
 * what does takes the whole width; as high as fits. Where not all fits, the deepest level
 * is left out.
 *
 * @param widthOf - Width that a box which holds no others needs at least.
 */
export function nestPlan(
  lines: readonly ModuleLine[],
  box: Box,
  widthOf: (line: ModuleLine) => number,
): NestPlan {
  const deepest = Math.max(0, ...lines.map(({depth}) => depth));
  for (let depth = deepest; depth > 0; depth--) {
    for (const sizes of SIZES) {
      const nest = {lines, roots: cut(nestOf(lines), depth), widthOf};
      const {height} = layOut(nest, box, sizes);
      if (height > box.height) continue;
      const more = layOut(nest, box, {...sizes, leaf: sizes.leaf + 1}).height - height;
      const grown = sizes.leaf + (box.height - height) / (more || 1);
      const leaf = Math.max(sizes.leaf, Math.min(MOST_LEAF, grown));
      const laid = layOut(nest, box, {...sizes, leaf});
      const shift = (box.height - laid.height) / 2;
      laid.boxes.forEach(own => (own.y += shift));
      return {boxes: laid.boxes, leaf, title: sizes.title};
    }
  }
  const nest = {lines, roots: cut(nestOf(lines), 0), widthOf};
  const sizes = SIZES[SIZES.length - 1];
  return {boxes: layOut(nest, box, sizes).boxes, leaf: sizes.leaf, title: sizes.title};
}

/** Modules down to a depth only. */
const cut = (nodes: readonly NestedModule[], depth: number): NestedModule[] =>
  nodes.map(({index, children}) => ({
    index,
    children: depth > 0 ? cut(children, depth - 1) : [],
  }));

interface Nest {
  lines: readonly ModuleLine[];
  roots: readonly NestedModule[];
  widthOf(line: ModuleLine): number;
}

function layOut(
  {lines, roots, widthOf}: Nest,
  room: Box,
  {leaf, title, gap, pad}: Sizes,
): {boxes: Map<number, Box>; height: number} {
  const boxes = new Map<number, Box>();

  /** Boxes below each other from `y` on. @returns Where they end. */
  const down = (nodes: readonly NestedModule[], at: Omit<Box, 'height'>): number => {
    let {y} = at;
    for (const row of rowsOf(nodes, at.width)) {
      if (y > at.y) y += gap;
      y = across(row, {...at, y});
    }
    return y;
  };

  /** What holds no others goes side by side as far as it fits. */
  const rowsOf = (nodes: readonly NestedModule[], width: number): NestedModule[][] => {
    const rows: {nodes: NestedModule[]; width: number}[] = [];
    for (const node of nodes) {
      const own = node.children.length > 0 ? width : widthOf(lines[node.index]);
      const last = rows.at(-1);
      if (last && last.width + gap + own <= width) {
        last.nodes.push(node);
        last.width += gap + own;
      } else rows.push({nodes: [node], width: own});
    }
    return rows.map(row => row.nodes);
  };

  const across = (row: readonly NestedModule[], at: Omit<Box, 'height'>): number => {
    if (row[0].children.length > 0) return container(row[0], at);
    const needs = row.map(({index}) => widthOf(lines[index]));
    const used = needs.reduce((sum, own) => sum + own, gap * (row.length - 1));
    const sheets = Math.max(...row.map(({index}) => sheetsOf(lines[index]))) * SHEET.step;
    let {x} = at;
    row.forEach(({index}, i) => {
      const whole = needs[i] + (at.width - used) / row.length;
      const behind = sheetsOf(lines[index]) * SHEET.step;
      const width = Math.max(0, whole - behind);
      boxes.set(index, {x, y: at.y + sheets, width, height: leaf});
      x += whole + gap;
    });
    return at.y + sheets + leaf;
  };

  const container = (
    {index, children}: NestedModule,
    {x, y, width}: Omit<Box, 'height'>,
  ): number => {
    const sheets = sheetsOf(lines[index]) * SHEET.step;
    const top = y + sheets;
    const own = {x, y: top, width: width - sheets, height: 0};
    boxes.set(index, own);
    const inside = {x: x + pad, y: top + title, width: own.width - 2 * pad};
    const bottom = down(children, inside) + pad;
    own.height = bottom - top;
    return bottom;
  };

  return {boxes, height: down(roots, room) - room.y};
}
