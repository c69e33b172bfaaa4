import type {PartName} from './found-part.ts';
import type {Machine} from './machine-facts.ts';
import {NPM_PROGRAMS, npmFolder, packageName} from './npm-programs.ts';
import type {NpmProgram} from './npm-programs.ts';
import {
  browserPlaces,
  commandPlaces,
  namedPlaces,
  pathsOf,
  playwrightFolder,
  playwrightPlaces,
} from './places.ts';

/** A way to install a part. */
export type Install =
  | {kind: 'playwright'}
  | {kind: 'playwright-libraries'}
  | {kind: 'ffmpeg-static'; folder: string; file: string}
  | {kind: 'npm'; program: NpmProgram}
  | {kind: 'apt'; packages: readonly string[]};

/** One place that a part may come from. */
export interface Source {
  /** Name of the place, for people. */
  where: string;
  /** Executables to try, in order. */
  paths: readonly string[];
  /** Set by the user: where it does not work, nothing else is tried. */
  chosen: boolean;
  /** How to fill the place, one step after the other until it will do. */
  install: readonly Install[];
}

/** The places of a part, in the order in which they are tried. */
export function sourcesOf(name: PartName, machine: Machine): Source[] {
  switch (name) {
    case 'chromium':
      return chromiumSources(machine);
    case 'redis-server':
      return redisSources(machine);
    default:
      return ffmpegSources(name, machine);
  }
}

function chromiumSources(machine: Machine): Source[] {
  const {cache, platform, env} = machine;
  const own = pathsOf(platform).join(cache, 'playwright');
  const system = browserPlaces(machine);
  return [
    ...chosen('AIM_CHROMIUM', env.AIM_CHROMIUM, machine),
    look(
      "Playwright's cache",
      playwrightPlaces(playwrightFolder(machine), machine.playwrightCache, platform),
    ),
    look('system', system),
    {
      where: 'playwright install',
      paths: playwrightPlaces(own, machine.playwrightOwn, platform),
      chosen: false,
      install: [
        {kind: 'playwright'},
        ...(machine.isRoot && machine.hasApt
          ? [{kind: 'playwright-libraries'} as const]
          : []),
      ],
    },
    ...apt(['chromium'], system, machine),
  ];
}

function redisSources(machine: Machine): Source[] {
  const system = commandPlaces('redis-server', machine);
  return [
    ...chosen('REDIS_SERVER_BIN', machine.env.REDIS_SERVER_BIN, machine),
    look('system', system),
    ...apt(['redis-server'], system, machine),
  ];
}

function ffmpegSources(name: 'ffmpeg' | 'ffprobe', machine: Machine): Source[] {
  const {cache, packages, env, platform, arch} = machine;
  const installer = packages['ffmpeg-static'];
  const path = pathsOf(platform);
  const file = platform === 'win32' ? `${name}.exe` : name;
  const fetched = NPM_PROGRAMS[name][`${platform}-${arch}`];
  const system = commandPlaces(name, machine);
  return [
    ...(name === 'ffmpeg'
      ? chosen('FFMPEG_BIN', env.FFMPEG_BIN, machine)
      : chosenProbe(file, machine)),
    ...(name === 'ffmpeg' && installer !== null
      ? [staticSource(installer, file, platform)]
      : []),
    ...(fetched ? [npmSource(fetched, path.join(cache, 'npm'), file, platform)] : []),
    look('system', system),
    ...apt(['ffmpeg'], system, machine),
  ];
}

/** ffprobe by its own variable, or beside a chosen ffmpeg where it is there. */
function chosenProbe(file: string, machine: Machine): Source[] {
  const {env, platform} = machine;
  const path = pathsOf(platform);
  const beside = (env.FFMPEG_BIN ? namedPlaces(env.FFMPEG_BIN, machine) : []).map(place =>
    path.join(path.dirname(place), file),
  );
  return [
    ...chosen('FFPROBE_BIN', env.FFPROBE_BIN, machine),
    ...(beside.length > 0 ? [look('beside FFMPEG_BIN', beside)] : []),
  ];
}

const chosen = (where: string, value: string | undefined, machine: Machine): Source[] =>
  value ? [{where, paths: namedPlaces(value, machine), chosen: true, install: []}] : [];

const look = (where: string, paths: readonly string[]): Source => ({
  where,
  paths,
  chosen: false,
  install: [],
});

function staticSource(folder: string, name: string, platform: NodeJS.Platform): Source {
  const file = pathsOf(platform).join(folder, name);
  return {
    where: 'ffmpeg-static',
    paths: [file],
    chosen: false,
    install: [{kind: 'ffmpeg-static', folder, file}],
  };
}

function npmSource(
  program: NpmProgram,
  folder: string,
  file: string,
  platform: NodeJS.Platform,
): Source {
  const inside = ['node_modules', packageName(program.spec), file];
  return {
    where: `npm ${program.spec}`,
    paths: [pathsOf(platform).join(folder, npmFolder(program.spec), ...inside)],
    chosen: false,
    install: [{kind: 'npm', program}],
  };
}

const apt = (
  packages: readonly string[],
  paths: readonly string[],
  {isRoot, hasApt}: Machine,
): Source[] =>
  isRoot && hasApt
    ? [{where: 'apt-get', paths, chosen: false, install: [{kind: 'apt', packages}]}]
    : [];
