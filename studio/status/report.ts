import type {CaptureState} from '../freshness/capture-states.ts';
import type {RenderState} from './render-states.ts';

/** What is fresh and what is not. */
export interface Status {
  captures: CaptureState[];
  renders: RenderState[];
}

/** What has made the same captures and videos stale. */
export interface ChangeGroup {
  reasons: string[];
  /** Ids of captures. */
  captures: string[];
  renders: RenderState[];
}

/**
 * What is not fresh, by the reasons for it; first what concerns most. Changes that concern
 * the same captures and videos are one group. Pure.
 */
export function groupByReason({captures, renders}: Status): ChangeGroup[] {
  const byReason = new Map<string, Omit<ChangeGroup, 'reasons'>>();
  const groupOf = (reason: string): Omit<ChangeGroup, 'reasons'> => {
    const group = byReason.get(reason) ?? {captures: [], renders: []};
    byReason.set(reason, group);
    return group;
  };
  for (const {scene, reasons} of captures)
    for (const reason of reasons) groupOf(reason).captures.push(scene);
  for (const render of renders)
    for (const reason of render.reasons) groupOf(reason).renders.push(render);
  const groups = new Map<string, ChangeGroup>();
  for (const [reason, group] of byReason) {
    const key = [...group.captures, '', ...group.renders.map(({file}) => file)].join(
      '\n',
    );
    const same = groups.get(key);
    if (same) same.reasons.push(reason);
    else groups.set(key, {...group, reasons: [reason]});
  }
  const size = (group: ChangeGroup): number =>
    group.captures.length * 1000 + group.renders.length;
  return [...groups.values()].sort((a, b) => size(b) - size(a));
}

/** `14 captures, 14 scenes x 2 locales`. Pure. */
export function extentOf({captures, renders}: Omit<ChangeGroup, 'reasons'>): string {
  const parts: string[] = [];
  if (captures.length > 0) parts.push(count(captures.length, 'capture'));
  if (renders.length > 0) {
    const scenes = new Set(renders.map(({scene}) => scene)).size;
    const locales = new Set(renders.map(({locale}) => locale)).size;
    const themes = new Set(renders.map(({theme}) => theme)).size;
    const isWhole = scenes * locales * themes === renders.length;
    parts.push(
      isWhole
        ? [
            count(scenes, 'scene'),
            ...(locales > 1 ? [`${locales} locales`] : []),
            ...(themes > 1 ? [`${themes} themes`] : []),
          ].join(' x ')
        : `${count(renders.length, 'render')} of ${count(scenes, 'scene')}`,
    );
  }
  return parts.join(', ');
}

/** What a person reads. Pure. */
export function describeStatus(status: Status): string {
  const lines = groupByReason(status).flatMap(group => [
    `${inWords(group.reasons)}; ${extentOf(group)}`,
    ...namesIn(group).map(name => `    ${name}`),
  ]);
  const fresh = (all: readonly {state: string}[], what: string): string =>
    `${all.filter(({state}) => state === 'fresh').length} of ${count(all.length, what)}`;
  const {captures, renders} = status;
  return [
    ...lines,
    `Fresh: ${fresh(captures, 'capture')}, ${fresh(renders, 'render')}.`,
    ...next(status),
  ].join('\n');
}

/** So many reasons are written out. */
const WRITTEN = 4;

function inWords(reasons: readonly string[]): string {
  const more = reasons.length - WRITTEN;
  return more > 1
    ? `${reasons.slice(0, WRITTEN).join(', ')}, and ${more} more changes`
    : reasons.join(', ');
}

function next({captures, renders}: Status): string[] {
  const isOld = ({state}: {state: string}): boolean => state !== 'fresh';
  const steps = [
    ...(captures.some(isOld) ? ['npm run extract'] : []),
    ...(renders.some(isOld) ? ['npm run render'] : []),
  ];
  return steps.length > 0 ? [`Next: ${steps.join(' && ')}`] : [];
}

/** Captures and videos, those of one scene on one line. */
function namesIn({captures, renders}: ChangeGroup): string[] {
  const scenes = [...new Set([...captures, ...renders.map(({scene}) => scene)])].sort();
  return scenes.map(id => {
    const videos = renders.filter(({scene}) => scene === id);
    const what = [
      ...(captures.includes(id) ? ['capture'] : []),
      ...(videos.length > 0
        ? [`video${videos.length === 1 ? '' : 's'} ${videos.map(variant).join(', ')}`]
        : []),
    ];
    return `${id}: ${what.join('; ')}`;
  });
}

/** `ko`, or `ko.dark`, or `en.webm` where it is not the usual one. */
const variant = ({scene, file}: RenderState): string =>
  file.slice(file.indexOf(scene) + scene.length + 1).replace(/\.mp4$/, '');

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
