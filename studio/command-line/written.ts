/** What something prints with `console.log`, for packages that have no other way out. */
export function written(print: () => void): string[] {
  const lines: string[] = [];
  const {log} = console;
  console.log = (line: string) => void lines.push(line);
  try {
    print();
  } finally {
    console.log = log;
  }
  return lines;
}
