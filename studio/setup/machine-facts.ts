/** Everything about the machine that the search for parts depends on. */
export interface Machine {
  /** Absolute path of the repository. */
  root: string;
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
