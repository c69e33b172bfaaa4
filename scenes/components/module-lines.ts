import {runsOfAlike} from '../../data-extract/capture/alike-modules.ts';
import type {ModuleNode} from '../../data-extract/capture/format.ts';
import type {ColorRole} from '../theme/palette.ts';

/** A line of a module tree. */
export interface ModuleLine {
  /** Path from the root, e.g. `model.layers.0.mlp`. */
  path: string;
  /** What it says: the module's name, or the numbers of equal modules, e.g. `0 – 3`. */
  name: string;
  depth: number;
  /** Parameters in it and below; of equal modules, of one. */
  parameters: number;
  /** Shape of its weight, where it has just one. */
  shape: readonly number[] | null;
  /** How many equal modules it stands for. */
  times: number;
  /** Whether these are one line from the start, because there are no copies to fold. */
  closed: boolean;
  role: ColorRole | null;
  /** How many lines below it are left out. */
  hidden: number;
  /**
   * `copy`: another of several equal modules, there until they fold. `part`: a part of a
   * fused module, there once it opens.
   */
  kind: 'module' | 'copy' | 'part';
}

/** A part of a module that is fused with others, e.g. the queries of `qkv_proj`. */
export interface FusedPart {
  name: string;
  shape: readonly number[];
  role: ColorRole;
}

/** How many lines the copies of a module take before they fold, as there is room. */
const COPIES = [5, 3, 1] as const;
/** Levels that are tried at most. */
const DEPTH = 12;

interface Limits {
  deepest: number;
  copies: number;
  fused: Readonly<Record<string, readonly FusedPart[]>>;
}

/**
 * The lines of a module tree: equal modules that follow each other are one line with
 * copies below it, and a module that only holds one weight shows its shape.
 *
 * @param tree - The root; its own line is left out where it has no name.
 * @param most - At most so many lines. Copies are left out first, then the deepest levels.
 * @param fused - Parts of fused modules, by the end of their path.
 */
export function moduleLines(
  tree: ModuleNode,
  most: number,
  fused: Limits['fused'] = {},
): ModuleLine[] {
  const roots = tree.name === '' ? tree.children : [tree];
  let lines: ModuleLine[] = [];
  for (let deepest = DEPTH; deepest > 0; deepest--) {
    for (const copies of COPIES) {
      lines = roots.flatMap(root => linesOf(root, '', 0, {deepest, copies, fused}));
      const count = (kind: ModuleLine['kind']): number =>
        lines.filter(line => line.kind === kind).length;
      // Copies have folded before parts open.
      if (count('module') + Math.max(count('copy'), count('part')) <= most) return lines;
    }
  }
  return lines;
}

function linesOf(
  node: ModuleNode,
  above: string,
  depth: number,
  limits: Limits,
): ModuleLine[] {
  const {deepest, fused} = limits;
  const path = above === '' ? node.name : `${above}.${node.name}`;
  const weight = onlyWeight(node);
  const children = weight ? [] : node.children;
  const own: ModuleLine = {
    path,
    name: node.name,
    depth,
    parameters: node.parameters,
    shape: weight?.shape ?? node.shape,
    times: 1,
    closed: false,
    role: roleOf(path),
    hidden: 0,
    kind: 'module',
  };
  if (depth + 1 >= deepest) return [{...own, hidden: countBelow(children)}];
  const parts = Object.entries(fused).find(([end]) => path.endsWith(end))?.[1] ?? [];
  return [
    own,
    ...parts.map((part): ModuleLine => ({
      ...own,
      ...part,
      path: `${path}.${part.name}`,
      depth: depth + 1,
      parameters: part.shape.reduce((a, b) => a * b, 1),
      kind: 'part',
    })),
    ...runsOfAlike(children).flatMap(run => {
      const [first, ...copies] = run;
      const lines = linesOf(first, path, depth + 1, inner(run, limits));
      if (copies.length === 0) return lines;
      const last = copies[copies.length - 1];
      const head = {...lines[0], name: `${first.name} \u2013 ${last.name}`};
      return [
        {...head, times: run.length, closed: limits.copies === 0},
        ...lines.slice(1),
        ...copyLines(copies, lines[0], path, limits.copies),
      ];
    }),
  ];
}

/** Within a module that has copies, equal modules are folded from the start. */
const inner = (run: readonly ModuleNode[], limits: Limits): Limits =>
  run.length > 1 ? {...limits, copies: 0} : limits;

/** Copies as closed lines; the middle of many is left out. */
function copyLines(
  copies: readonly ModuleNode[],
  line: ModuleLine,
  above: string,
  most: number,
): ModuleLine[] {
  const lineOf = (name: string, hidden: number): ModuleLine => ({
    ...line,
    path: `${above}.${name}`,
    name,
    hidden,
    kind: 'copy',
  });
  if (most === 0) return [];
  if (copies.length <= most) return copies.map(({name}) => lineOf(name, 0));
  if (most === 1) return [lineOf(ELLIPSIS, copies.length)];
  const first = copies.slice(0, most - 2);
  return [
    ...first.map(({name}) => lineOf(name, 0)),
    lineOf(ELLIPSIS, copies.length - first.length - 1),
    lineOf(copies[copies.length - 1].name, 0),
  ];
}

/** Name of a line that stands for several modules which are left out. */
export const ELLIPSIS = '\u2026';

/** The one weight that is all a module holds, a bias left out. */
function onlyWeight({children}: ModuleNode): ModuleNode | null {
  const leaves = children.every(child => child.children.length === 0);
  return leaves ? (children.find(({name}) => name === 'weight') ?? null) : null;
}

const countBelow = (children: readonly ModuleNode[]): number =>
  children.reduce(
    (count, child) => count + 1 + (onlyWeight(child) ? 0 : countBelow(child.children)),
    0,
  );

/** What modules are, by the names that Hugging Face models give them. */
const ROLES: readonly (readonly [RegExp, ColorRole])[] = [
  [/(^|\.)(lm_head|embed_out)$/, 'head'],
  [/(^|\.)(embed_\w+|wte|wpe|\w*embeddings?)$/, 'token'],
  [/(^|\.)(\w*norm\w*|ln_\w+|\w+LayerNorm)$/i, 'norm'],
  [/(^|\.)(q_proj|query)$/, 'query'],
  [/(^|\.)(k_proj|key)$/, 'key'],
  [/(^|\.)(v_proj|value)$/, 'value'],
  [/(moe|mlp)\.(gate|router)$/, 'router'],
  [/(^|\.)(block_sparse_moe|experts)(\.|$)/, 'expert'],
  [/(^|\.)(mlp|ffn|feed_forward|intermediate|fc\d?)(\.|$)/, 'feedForward'],
  [/(^|\.)(\w*attn\w*|\w*attention)(\.|$)/, 'attention'],
];

/** The role of a module by its path; `null` for one that only holds others. */
export const roleOf = (path: string): ColorRole | null =>
  ROLES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
