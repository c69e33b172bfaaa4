import type {Source} from '../captured/tensor.ts';

/**
 * The provenance stamp of a picture, e.g. `tiny-decoder@1a2b3c4 · layer 2 head 0 · fp32`.
 *
 * @param sources - Sources of all values that are visible.
 * @remarks
 * What one would type is the same in every language. A warning comes first, so that no
 * shortening leaves it out, and stands there also where no value is visible: captions may
 * have some.
 *
 * @param warning - What is wrong with the values, in the scene's language; empty for nothing.
 * @param fits - Whether a stamp is short enough; one that is not names the first models
 * and says how many more there are.
 * @returns An empty string where the picture shows no value of a model, and nothing is wrong.
 */
export function stampOf(
  sources: readonly Source[],
  warning: string,
  fits: (stamp: string) => boolean = () => true,
): string {
  const warned = (stamp: string): string =>
    [warning, stamp].filter(part => part !== '').join(' · ');
  return warned(originsOf(sources, stamp => fits(warned(stamp))));
}

function originsOf(sources: readonly Source[], fits: (stamp: string) => boolean): string {
  const models = new Map<string, Source[]>();
  for (const source of sources) {
    if (source.model === null) continue;
    const key = `${source.model}@${source.revision}`;
    models.set(key, [...(models.get(key) ?? []), source]);
  }
  const names = [...models].map(([model, parts]) =>
    [model, place(parts), parts[0].dtype].filter(part => part !== '').join(' · '),
  );
  for (let count = names.length; count > 1; count--) {
    const more = names.length - count;
    const shown = [...names.slice(0, count), ...(more > 0 ? [`${more} more`] : [])];
    if (fits(shown.join(' + '))) return shown.join(' + ');
  }
  return names.length > 1 ? `${names[0]} + ${names.length - 1} more` : names.join('');
}

/** Layer and head where the values share one, and nothing where they come from several. */
function place(parts: readonly Source[]): string {
  const only = (pick: (source: Source) => number | undefined): number | undefined => {
    const values = new Set(parts.map(pick).filter(value => value !== undefined));
    return values.size === 1 ? [...values][0] : undefined;
  };
  const layer = only(source => source.layer);
  if (layer === undefined) return '';
  const head = only(source => source.head);
  return `layer ${layer}${head === undefined ? '' : ` head ${head}`}`;
}
