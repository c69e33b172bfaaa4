/** A mistake in a script file, with its place. */
export class ScriptError extends Error {
  public constructor(
    public readonly file: string,
    public readonly line: number,
    message: string,
  ) {
    super(`${file}:${line}: ${message}`);
    this.name = 'ScriptError';
  }
}
