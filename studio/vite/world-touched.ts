/** A node of a syntax tree as ESTree has it. */
export interface EstreeNode {
  type: string;
  [key: string]: unknown;
}

/** Names through which code can change what modules share without importing one another. */
const WORLD =
  /\b(?:globalThis|window|self|document|localStorage|sessionStorage|indexedDB|navigator|crypto|eval|Function|prototype|__proto__|Reflect)\b|\bObject\s*\.\s*(?:assign|define\w+|setPrototypeOf)\b|\bMath\b(?!\s*\.\s*(?!random\b)\w)/;

/**
 * Whether a module may change something that is not its own: by such a name, or by
 * assigning to a member of what it imports, or of a name that it does not declare. Pure.
 *
 * @param parse - Gives its syntax tree; asked only where the text alone does not tell.
 */
export function worldTouched(code: string, parse: () => EstreeNode): boolean {
  if (WORLD.test(code)) return true;
  const own = new Set<string>();
  const imported = new Set<string>();
  const changed = new Set<string>();
  visit(parse(), node => {
    if (node.type.startsWith('Import')) names(node.local, imported);
    if (node.type === 'VariableDeclarator') names(node.id, own);
    if (/Function|Class/.test(node.type)) names([node.id, node.params], own);
    if (node.type === 'CatchClause') names(node.param, own);
    if (node.type === 'AssignmentExpression') roots(node.left, changed);
    if (node.type === 'UpdateExpression') roots(node.argument, changed);
    if (node.type === 'UnaryExpression' && node.operator === 'delete')
      roots(node.argument, changed);
    if (/^For(In|Of)Statement$/.test(node.type)) roots(node.left, changed);
  });
  return [...changed].some(name => imported.has(name) || !own.has(name));
}

const isNode = (value: unknown): value is EstreeNode =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Call with a node and all below it. */
function visit(value: unknown, use: (node: EstreeNode) => void): void {
  if (Array.isArray(value)) for (const entry of value) visit(entry, use);
  if (!isNode(value)) return;
  use(value);
  for (const child of Object.values(value)) visit(child, use);
}

/** The identifiers of a pattern, and more. */
function names(pattern: unknown, into: Set<string>): void {
  visit(pattern, ({type, name}) => {
    if (type === 'Identifier') into.add(String(name));
  });
}

/** The variables whose members an assignment to something changes. */
function roots(target: unknown, into: Set<string>): void {
  if (!isNode(target)) return;
  if (target.type === 'MemberExpression') {
    let object = target.object;
    while (isNode(object) && object.type === 'MemberExpression') object = object.object;
    if (isNode(object) && object.type === 'Identifier') into.add(String(object.name));
    return;
  }
  // A pattern may assign to members; what it assigns to plainly is a variable of its own.
  const parts = [target.elements, target.properties, target.left, target.argument];
  for (const part of parts.flat()) {
    if (!isNode(part)) continue;
    roots(part.type === 'Property' ? part.value : part, into);
  }
}
