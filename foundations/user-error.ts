/**
 * An error whose cause lies with an input: a file, a field, a flag, a missing part.
 *
 * @remarks
 * The message names the thing, the remedy says what to do about it. Commands print
 * both (or put them into the JSON document) and exit with a non-zero code; anything
 * else that is thrown counts as a defect of ours and keeps its stack.
 */
export class UserError extends Error {
  public constructor(
    /** Stable, machine-readable kind, e.g. `model-missing`. */
    public readonly code: string,
    message: string,
    /** What the user can do, as one sentence. */
    public readonly remedy: string,
  ) {
    super(message);
    this.name = 'UserError';
  }
}
