/** What is worked out once for each pair of objects, for as long as both are there. */
export class PairCache<K extends object, S extends object, T> {
  private readonly known = new WeakMap<K, WeakMap<S, {made: T}>>();

  /** What was made for a pair; made now, where it was not. */
  public of(key: K, site: S, make: () => T): T {
    const ofKey = this.known.get(key) ?? new WeakMap<S, {made: T}>();
    this.known.set(key, ofKey);
    const former = ofKey.get(site);
    if (former) return former.made;
    const made = make();
    ofKey.set(site, {made});
    return made;
  }
}
