import type {readModules} from '../10-model-example/print-model.facts.ts';
import type {ModuleLine} from '../components/module-lines.ts';
import type {ColorRole} from '../theme/palette.ts';

/** What a beat is about, by the colours of its modules. */
const ABOUT = {
  tokens: ['token'],
  attention: ['attention', 'query', 'key', 'value'],
  feed: ['feedForward', 'router', 'expert'],
  head: ['head'],
} as const satisfies Record<string, readonly ColorRole[]>;

/** The model of lesson 10, part by part. */
export function readParts(
  {facts}: Pick<ReturnType<typeof readModules>, 'facts'>,
  lines: readonly ModuleLine[],
) {
  /** Indices of the lines that a beat is about. */
  const about = (beat: keyof typeof ABOUT): number[] => {
    const roles: readonly (ColorRole | null)[] = ABOUT[beat];
    return [...lines.keys()].filter(index => roles.includes(lines[index].role));
  };
  return {
    about,
    hasHead: about('head').length > 0,
    hasExperts: lines.some(({role}) => role === 'expert'),
    facts: {model: facts.model, layers: facts.times, total: facts.total},
  };
}
