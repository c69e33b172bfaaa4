/** How much of what a program says on its way down is told. */
const LAST = 600;

/**
 * Why a program of Node ended, of all that it said: the error's name and message, without
 * the line of code before it and where it came through; the end, where there is no error.
 */
export function whatFailed(said: string): string {
  const [, error] =
    /^(\w*Error(?: \[\w+\])?: .*?)(?:\n {4}at |\n\n|$(?![\s\S]))/ms.exec(said) ?? [];
  return (error ?? said.trim().slice(-LAST)).trim();
}
