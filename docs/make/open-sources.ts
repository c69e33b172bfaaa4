import {Project} from 'ts-morph';
import type {SourceFile} from 'ts-morph';

import {ROOT} from '../../foundations/root.ts';

const READ = [
  'scenes/components/*.ts',
  'scenes/captured/**/*.ts',
  'scenes/script/*.ts',
  'scenes/theme/*.ts',
  'scenes/motion/*.ts',
  'data-extract/capture/*.ts',
  'data-extract/checks/*.ts',
  'data-extract/course/*.ts',
  'data-extract/declare/*.ts',
  'data-extract/probes/*.ts',
  'data-extract/stage/*.ts',
  'data-extract/text/*.ts',
];

/** The sources that the page is made of: parsed only, which takes a second. */
export interface Sources {
  /** A file by its path in the repository. */
  file(path: string): SourceFile;
  /** All files of a folder, in the order of their names. */
  folder(path: string): SourceFile[];
  all: readonly SourceFile[];
  /** A file's path in the repository. */
  pathOf(absolute: string): string;
}

/** Parse the sources of components, captured fields and filters. */
export function openSources(): Sources {
  const project = new Project({
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {noLib: true},
  });
  project.addSourceFilesAtPaths(READ.map(pattern => `${ROOT}/${pattern}`));
  const all = project
    .getSourceFiles()
    .sort((a, b) => (a.getFilePath() < b.getFilePath() ? -1 : 1));
  return {
    all,
    pathOf: absolute => absolute.slice(ROOT.length + 1),
    file: path => project.getSourceFileOrThrow(`${ROOT}/${path}`),
    folder: path => all.filter(file => file.getDirectoryPath() === `${ROOT}/${path}`),
  };
}
