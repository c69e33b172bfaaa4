/** What has a scale of its own that it can give up for a smaller one. */
interface Scaled {
  /** Pixels of a value of 1, were it alone. */
  ownUnit(): number;
}

/** Makes a value as long in several tables: as long as it can be in all of them. */
export class SharedScale {
  private readonly members: Scaled[] = [];

  public join(member: Scaled): void {
    this.members.push(member);
  }

  /** Pixels of a value of 1. */
  public unit(): number {
    return Math.min(...this.members.map(member => member.ownUnit()));
  }
}
