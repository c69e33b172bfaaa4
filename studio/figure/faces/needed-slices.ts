import {clustersOf} from '../../../scenes/theme/font-runs.ts';
import type {ScriptSlice} from '../../setup/script-fonts.ts';

type Ranges = ScriptSlice['ranges'];

/**
 * Files of other scripts that texts need. Pure.
 *
 * @param known - What the faces of the theme have, each by itself.
 * @param slices - In the order in which they are asked.
 */
export function neededSlices(
  texts: readonly string[],
  known: readonly Ranges[],
  slices: readonly ScriptSlice[],
): ScriptSlice[] {
  const clusters = [...new Set(texts.flatMap(clustersOf))];
  const needed = clusters.flatMap(cluster => {
    if (known.some(ranges => holds(ranges, cluster))) return [];
    const slice = slices.find(({ranges}) => holds(ranges, cluster));
    return slice ? [slice] : [];
  });
  // In the order of the families, whatever the order of the texts.
  return slices.filter(slice => needed.includes(slice));
}

const holds = (ranges: Ranges, cluster: string): boolean =>
  [...cluster].every(character => {
    const point = character.codePointAt(0) ?? 0;
    return ranges.some(([first, last]) => first <= point && point <= last);
  });
