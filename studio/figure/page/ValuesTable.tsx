/** @jsxImportSource preact */
import type {PageWords} from './words.ts';

export interface ValuesTableProps {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  words: PageWords;
}

/** The values that are shown, as a table: for screen readers, and to copy. */
export function ValuesTable({caption, columns, rows, words}: ValuesTableProps) {
  return (
    <details class="values">
      <summary>{words.table}</summary>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, i) => (
            <tr key={i}>
              {cells.map((cell, column) => (
                <td key={column}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
