import {STALE} from './render-inputs.ts';
import type {RenderInputs} from './render-inputs.ts';

/** Where the parts of a video lie, for the words. */
export interface VideoPlace {
  lesson: string;
  scene: string;
  locale: string;
}

/**
 * What has changed since a video was drawn, in words; nothing where it is fresh. Pure.
 *
 * @param former - What it was drawn from.
 * @param now - What it would be drawn from now. A tool whose version is not known here is
 * left out of `tools`, and is then not judged.
 */
export function inputChanges(
  former: RenderInputs,
  now: RenderInputs,
  {lesson, scene, locale}: VideoPlace,
): string[] {
  const script = `scenes/${lesson}/${scene}.script.${locale}.md`;
  const valued = (name: string, from?: string, to?: string): string =>
    `${name} changed: ${from ?? 'none'} -> ${to ?? 'none'}`;
  return [
    ...differences(former.settings, now.settings, valued),
    ...differences(former.captures, now.captures, (id, from, to) =>
      to === undefined
        ? `capture ${id} is not used any more`
        : from?.startsWith(STALE)
          ? `capture ${id} was stale when it was drawn`
          : `capture ${id} ${from === undefined ? 'is new' : 'changed'}`,
    ),
    ...differences(former.script, now.script, (part, from, to) =>
      part === 'lesson'
        ? `scenes/${lesson}/lesson.json changed`
        : part === 'narration'
          ? `scenes/${lesson}/${scene}.narration.${locale} ${verb(from, to)}`
          : `${part} ${verb(from, to)} in ${script}`,
    ),
    ...sourceChanges(former, now),
    ...differences(former.tools, {...former.tools, ...now.tools}, valued),
  ];
}

/**
 * A file that is new or gone is so because of another one that has changed, which says
 * enough; the same goes for packages.
 */
function sourceChanges(former: RenderInputs, now: RenderInputs): string[] {
  const files = differences(former.sources, now.sources, (path, from, to) => ({
    isCause: from !== undefined && to !== undefined,
    text:
      to === 'missing'
        ? `${path} is missing`
        : `${path} ${from === undefined ? 'is used now' : to === undefined ? 'is not used any more' : 'changed'}`,
  }));
  const packages = differences(former.packages, now.packages, (name, from, to) => ({
    isCause: from !== undefined && to !== undefined,
    text: `package ${name} changed: ${from ?? 'none'} -> ${to ?? 'none'}`,
  }));
  const all = [...files, ...packages];
  const causes = all.filter(({isCause}) => isCause);
  return (causes.length > 0 ? causes : all).map(({text}) => text);
}

const verb = (from?: string, to?: string): string =>
  from === undefined ? 'was added' : to === undefined ? 'was removed' : 'changed';

function differences<T>(
  former: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  say: (name: string, from?: string, to?: string) => T,
): T[] {
  const names = new Set([...Object.keys(former), ...Object.keys(now)]);
  return [...names]
    .filter(name => former[name] !== now[name])
    .sort()
    .map(name => say(name, former[name], now[name]));
}
