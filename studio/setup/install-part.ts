import type {FoundPart, PartName} from './found-part.ts';
import type {Installer} from './install/install.ts';
import {readMachine} from './machine.ts';
import type {Machine} from './machine-facts.ts';
import {recall, remember} from './memory.ts';
import {missing} from './parts.ts';
import {search} from './search.ts';
import type {Refusal} from './search.ts';
import {sourcesOf} from './sources.ts';
import type {Source} from './sources.ts';

/** One run of setup. */
export interface SetupRun {
  machine: Machine;
  install: Installer;
  /** Told before something is installed, and after it failed. */
  report: (name: string, event: {where: string; problem: string | null}) => void;
}

/**
 * Find a part, installing it where it has to be: source by source, the first that will do.
 *
 * @throws UserError where no source will do, with what was tried.
 */
export async function installPart(name: PartName, run: SetupRun): Promise<FoundPart> {
  const {cache} = run.machine;
  const sources = sourcesOf(name, run.machine);
  const known = await recall(cache, name, sources);
  if (known) return known;
  const refusals: Refusal[] = [];
  for (const source of sources) {
    const found =
      (await search(name, [source], refusals)) ??
      (await fill(name, source, refusals, run));
    if (!found) continue;
    await remember(cache, found);
    return found;
  }
  throw missing(name, refusals);
}

/** Go through the ways to install a source until the part in it will do. */
async function fill(
  name: PartName,
  {where, install: ways}: Source,
  refusals: Refusal[],
  {machine, install, report}: SetupRun,
): Promise<FoundPart | null> {
  for (const way of ways) {
    report(name, {where, problem: null});
    const failure = await install(way, machine);
    if (failure) {
      refusals.push({where, path: null, problem: failure});
      report(name, {where, problem: failure});
      return null;
    }
    const now = sourcesOf(name, readMachine(machine.env, machine.cache));
    // What did not run before may run now.
    const tried: Refusal[] = [];
    const found = await search(
      name,
      now.filter(source => source.where === where),
      tried,
    );
    if (found) return found;
    for (const {problem} of tried) report(name, {where, problem});
    refusals.push(...tried);
  }
  return null;
}
