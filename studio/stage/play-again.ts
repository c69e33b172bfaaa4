/**
 * Thrown where a frame cannot be drawn from where a play stands: it lies behind, or what
 * it shows may depend on frames that were not drawn. It must be begun anew, in a fresh page.
 */
export class PlayAgain extends Error {
  /** @param everyFrame - Whether every frame on the way must then be drawn. */
  public constructor(public readonly everyFrame: boolean) {
    super('The play must be begun anew.');
  }
}
