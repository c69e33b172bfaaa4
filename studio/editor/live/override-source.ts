/** The parts of Babel's syntax tree that are looked at. */
export interface Node {
  type: string;
  start: number;
  end: number;
}

export interface Expression extends Node {
  /** Of an identifier. */
  name?: string;
  /** Of a call. */
  arguments?: Expression[];
  /** Of an object. */
  properties?: Property[];
  /** Of `x as const` and `x satisfies T`. */
  expression?: Expression;
}

interface Property extends Node {
  shorthand?: boolean;
  key?: {name?: string; value?: unknown};
  value?: Expression;
  /** Of a spread. */
  argument?: Expression;
}

/**
 * A source in which one value inside an expression is another one; no other character
 * changes. Where a part of the way is no object literal but a constant, a call or a
 * spread, a copy of it with the value is put in its place.
 *
 * @param path - Names of properties, from the outside in; the last one may be missing.
 * @param value - The new value, as source.
 * @returns `null` where another name of the path is missing.
 */
export function overridden(
  source: string,
  expression: Expression,
  path: readonly string[],
  value: string,
): string | null {
  const literal = unwrapped(expression);
  const text = (node: Node): string => source.slice(node.start, node.end);
  if (!literal.properties)
    return replaced(source, expression, spread(text(literal), literal, path, value));

  const [name, ...rest] = path;
  const {properties} = literal;
  const index = properties.findLastIndex(property => nameOf(property) === name);
  const own = properties[index];
  const spreads = properties.filter(({argument}) => argument !== undefined);
  const later = spreads.filter(({start}) => own === undefined || start > own.start);

  if (own && later.length === 0) {
    if (own.shorthand || !own.value) {
      const inner = rest.length === 0 ? value : spread(name, null, rest, value);
      return replaced(source, own, `${name}: ${inner}`);
    }
    return rest.length === 0
      ? replaced(source, own.value, value)
      : overridden(source, own.value, rest, value);
  }
  const added = valueOf();
  if (added === null) return null;
  const last = properties.at(-1);
  const end = last?.end ?? literal.start + 1;
  const inserted = replaced(
    source,
    {start: end, end},
    `${last ? ', ' : ''}${name}: ${added}`,
  );
  // What a later spread has made void would stand there twice.
  return own
    ? replaced(inserted, {start: own.start, end: properties[index + 1].start}, '')
    : inserted;

  function valueOf(): string | null {
    if (rest.length === 0) return value;
    const [from, ...others] = later.flatMap(({argument}) => argument ?? []);
    // Where several may have the name, or none, it cannot be told what it stands for.
    if (!from || own || others.length > 0) return null;
    return spread(`${member(text(from), from)}.${name}`, null, rest, value);
  }
}

/** `{...text, a: {...text.a, b: value}}` for the path `a.b`. */
function spread(
  text: string,
  node: Expression | null,
  [name, ...rest]: readonly string[],
  value: string,
): string {
  const inner =
    rest.length === 0
      ? value
      : spread(`${member(text, node)}.${name}`, null, rest, value);
  return `{...${text}, ${name}: ${inner}}`;
}

/** An expression whose properties can be asked for. */
const member = (text: string, node: Expression | null): string =>
  node === null || /^(?:Identifier|MemberExpression|CallExpression)$/.test(node.type)
    ? text
    : `(${text})`;

/** What `as const` and `satisfies` stand around. */
function unwrapped(expression: Expression): Expression {
  return /^TS(?:As|Satisfies|NonNull)Expression$/.test(expression.type) &&
    expression.expression
    ? unwrapped(expression.expression)
    : expression;
}

const nameOf = ({key}: Property): unknown => key?.name ?? key?.value;

const replaced = (
  source: string,
  {start, end}: Pick<Node, 'start' | 'end'>,
  text: string,
): string => source.slice(0, start) + text + source.slice(end);
