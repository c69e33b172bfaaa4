import {isAlias, isCollection, isScalar} from 'yaml';

/** The text of a field, or what keeps it from being read as it is written. */
export type ReadText = {text: string; mistake: null} | {text: null; mistake: string};

const mistake = (what: string): ReadText => ({text: null, mistake: what});

/**
 * The text of a field of the front matter, as it stands there.
 *
 * @param node - What YAML made of it.
 * @param yaml - The front matter.
 */
export function readText(node: unknown, yaml: string): ReadText {
  if (isCollection(node)) {
    return mistake('is a list or fields of their own to YAML, and must be text');
  }
  if (isAlias(node)) return mistake('begins with "*", which YAML takes for a reference');
  if (!isScalar<string>(node)) return mistake('must be text, and is empty');
  if (node.anchor !== undefined) {
    return mistake(`would lose "&${node.anchor}", which YAML takes for a name`);
  }
  if (node.tag !== undefined) {
    return mistake('would lose its first word: after "!" YAML reads a type');
  }
  if (node.type === 'PLAIN' && isCut(node, yaml)) {
    return mistake('would be cut: " #" begins a comment in YAML');
  }
  const isBlock = node.type?.startsWith('BLOCK') ?? false;
  const text = isBlock ? node.value.replace(/\s+/g, ' ').trim() : node.value;
  return text === '' ? mistake('must be text, and is empty') : {text, mistake: null};
}

/** A comment on a line of its own takes nothing away; one behind a plain text may. */
function isCut(
  {
    range,
    commentBefore,
  }: {range?: readonly number[] | null; commentBefore?: string | null},
  yaml: string,
): boolean {
  const [rest] = yaml.slice(range?.[1] ?? yaml.length).split('\n');
  return rest.trim().startsWith('#') || Boolean(commentBefore);
}
