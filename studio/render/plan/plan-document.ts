import {hashJson} from '../../../foundations/canonical-json.ts';
import type {ChunkTools, RenderUnit} from './unit.ts';
import type {VideoPlan} from './video-plan.ts';

/** Flags by their names, without dashes. */
export type FlagValues = Readonly<Record<string, string | number | boolean>>;

/** One chunk of a plan. */
export interface ChunkState {
  scene: string;
  /** Absent for a project, which has no languages. */
  locale?: string;
  /** Half-open range of frames. */
  from: number;
  to: number;
  key: string;
  state: 'cached' | 'missing';
}

/** A chunk of a plan, and the command that draws it alone. */
export interface CommandedChunk extends ChunkState {
  /** For a shell, in the folder of the course or project. */
  command: string;
}

/** What the keys of a play's chunks are made of, besides the tools: a hash of each part. */
export interface PlannedPlay {
  /** For people, e.g. `09-self-attention/what-is-it en`. */
  name: string;
  /** Of all code that draws it, with its captures. */
  code: string;
  script: string;
  /** Of size, rate, theme and whatever else it is asked for. */
  picture: string;
}

/** A plan as a document, for whatever engine draws its chunks. */
export interface PlanDocument {
  format: 1;
  /** Version of this tool. */
  version: string;
  tools: ChunkTools;
  /** What is rendered; empty for a project. */
  scenes: string[];
  flags: FlagValues;
  plays: PlannedPlay[];
  chunks: CommandedChunk[];
  /** The command that joins all chunks. */
  assemble: string;
}

/** What a document is made of. */
export interface DocumentedPlan {
  version: string;
  tools: ChunkTools;
  /** Those of scenes before those that are joined of them. */
  videos: readonly VideoPlan[];
  chunks: readonly Omit<CommandedChunk, 'command'>[];
  /** Flags that say where chunks and videos go. */
  places: FlagValues;
}

/** A plan with a command for each of its chunks. Pure. */
export function planDocument(plan: DocumentedPlan): PlanDocument {
  const {version, tools, videos, places} = plan;
  const scenes = [...new Set(videos.flatMap(({identity: {scene}}) => scene ?? []))];
  const {out: _, ...drawing} = places;
  const flags = sharedFlags(videos.map(video => video.flags));
  const owner = new Map<string, VideoPlan>();
  for (const video of videos)
    for (const {chunks} of video.units)
      for (const {key} of chunks) owner.set(key, owner.get(key) ?? video);
  const chunks = plan.chunks.map(chunk => {
    const video = owner.get(chunk.key);
    const {scene, lesson} = video?.identity ?? {};
    const words = [scene ?? lesson ?? []].flat();
    const own = {...video?.flags, ...drawing, chunk: chunk.key};
    return {...chunk, command: commandOf(words, own)};
  });
  return {
    ...{format: 1, version, tools, scenes, flags},
    plays: [...new Set(videos.flatMap(({units}) => units))].map(playOf),
    chunks,
    assemble: commandOf(scenes, {...flags, ...places, assemble: true}),
  };
}

/** What a play's keys are made of. Pure. */
export const playOf = ({play}: RenderUnit): PlannedPlay => ({
  name: play.name,
  code: play.inputs.code,
  script: play.inputs.script,
  picture: hashJson(play.request),
});

/** The flags that all have alike: each language has its own otherwise. */
function sharedFlags([first, ...others]: readonly FlagValues[]): FlagValues {
  const same = Object.entries(first ?? {}).filter(([name, value]) =>
    others.every(other => other[name] === value),
  );
  return Object.fromEntries(same);
}

/** A command line of `aim render`, for a shell. Pure. */
const commandOf = (words: readonly string[], flags: FlagValues): string =>
  [
    ...['npx', 'aim', 'render', ...words],
    ...Object.entries(flags).flatMap(([name, value]) =>
      value === true
        ? [`--${name}`]
        : value === false
          ? []
          : [`--${name}`, String(value)],
    ),
  ]
    .map(quoted)
    .join(' ');

/** A word as a POSIX shell reads it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
