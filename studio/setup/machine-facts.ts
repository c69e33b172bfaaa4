/** A package that brings programs or installs some. */
export type ProgramPackage = 'ffmpeg-static' | 'onnxruntime-node' | 'playwright-core';

/** Everything about the machine that the search for parts depends on. */
export interface Machine {
  /** Absolute path of the folder for what can be made again. */
  cache: string;
  /** Folders of packages that bring programs or install some; `null` for one that lacks. */
  packages: Readonly<Record<ProgramPackage, string | null>>;
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  arch: string;
  /** Home directory, or an empty string where there is none. */
  home: string;
  isRoot: boolean;
  /** Whether `apt-get` installs packages here. */
  hasApt: boolean;
  /** Names in the folder where Playwright keeps its browsers for this user. */
  playwrightCache: readonly string[];
  /** Names in the folder where setup lets Playwright put a browser. */
  playwrightOwn: readonly string[];
}
