import type {Sources} from './open-sources.ts';
import {readCaptureFields, readProbeViews, readTextViews} from './read-captured.ts';
import type {ViewDoc} from './read-captured.ts';
import {readComponents} from './read-components.ts';
import type {ComponentDoc} from './read-components.ts';
import type {MemberDoc} from './read-members.ts';
import {readFilters} from './read-filters.ts';
import type {FilterDoc} from './read-filters.ts';
import {readPictures, readUses} from './read-pictures.ts';
import type {PictureDoc} from './read-pictures.ts';
import {readTypes} from './read-types.ts';
import type {TypeDoc} from './read-types.ts';
import {readVerbs} from './read-verbs.ts';

/** All that the page tells of. */
export interface Page {
  components: readonly ComponentDoc[];
  pictures: ReadonlyMap<string, PictureDoc>;
  /** Scenes of lessons by the components that they have. */
  uses: ReadonlyMap<string, readonly string[]>;
  /** Motion verbs by the signal that each moves. */
  verbs: ReadonlyMap<string, string>;
  fields: readonly MemberDoc[];
  probes: readonly ViewDoc[];
  texts: readonly ViewDoc[];
  filters: readonly FilterDoc[];
  types: readonly TypeDoc[];
  /** Names that have a heading on the page. */
  told: ReadonlySet<string>;
}

/** Read all that the page tells of. */
export function readPage(sources: Sources): Page {
  const components = readComponents(sources);
  const fields = readCaptureFields(sources);
  const probes = readProbeViews(sources);
  const texts = readTextViews(sources);
  const views = [...probes, ...texts];
  const named = [
    ...components.flatMap(one => [...one.properties, ...one.members]),
    ...fields,
    ...views.flatMap(one => [...one.members, ...one.request]),
  ].flatMap(({names}) => names);
  const own = new Set(components.map(({name}) => name));
  const types = readTypes(sources, [...named, 'Tensor', 'Source'], own);
  return {
    components,
    fields,
    probes,
    texts,
    types,
    pictures: readPictures(),
    uses: readUses(),
    verbs: readVerbs(sources),
    filters: readFilters(sources),
    told: new Set([...own, ...types.map(({name}) => name)]),
  };
}
