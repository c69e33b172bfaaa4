/** Parts of Markdown that the page is made of. */

/** Text for a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Code, also where it has backticks or is empty. */
export const code = (text: string): string =>
  text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;

/** A table; nothing where it has no rows. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map(text => cell(text)).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line), ''];
}

/** Where GitHub puts a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** A picture that leads to what it is of. */
export const picture = (file: string, alt: string, target: string): string =>
  `[<img src="${file}" width="320" alt="${alt}">](${target})`;
