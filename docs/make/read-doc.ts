import type {JSDocableNode} from 'ts-morph';

/** What a docstring says. */
export interface Doc {
  /** On one line, as Markdown. */
  text: string;
  /** Of its block tags, by name. */
  tags: Readonly<Record<string, string>>;
}

/** The docstring of a declaration; empty where it has none. */
export function docOf(node: JSDocableNode | undefined): Doc {
  const docs = node?.getJsDocs() ?? [];
  const last = docs.at(-1);
  const tags = last?.getTags() ?? [];
  return {
    text: markdown(last?.getDescription() ?? ''),
    tags: Object.fromEntries(
      tags.map(tag => [tag.getTagName(), markdown(tag.getCommentText() ?? '')]),
    ),
  };
}

/** A comment on one line, with its links as code. */
export const markdown = (text: string): string =>
  text
    .replace(/\{@link\s+([^}|\s]+)[^}]*\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
