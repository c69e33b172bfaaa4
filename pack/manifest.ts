/** What the repository's `package.json` says that matters here. */
export interface SourceManifest {
  private?: boolean;
  scripts?: object;
  files: readonly string[];
}

/**
 * The `package.json` of the package: that of the repository, which npm refuses to publish
 * as it is, without what only holds there. Pure.
 */
export const manifestOf = ({
  private: _private,
  scripts: _scripts,
  ...published
}: SourceManifest): object => published;
