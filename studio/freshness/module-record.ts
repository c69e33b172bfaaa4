import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {sha256} from '../../foundations/canonical-json.ts';
import {replaceFile} from '../../foundations/files/replace-file.ts';

/** Where the imports of a module led when it was bundled; packages left out. */
export interface BuiltImports {
  /** Absolute paths of the files that are imported for certain, or named. */
  files: string[];
  /** Those that are imported while it plays. */
  later: string[];
  /** Ids of captures. */
  captures: string[];
}

/** A module as it was bundled. */
export interface BuiltModule extends BuiltImports {
  /** SHA-256 of its file's content. */
  hash: string;
}

/** What the bundler found, by absolute path of the module's file. */
interface ModuleRecord {
  modules: Record<string, BuiltModule>;
  /** Hash of the names in each folder of theirs: a new one may be what an import means. */
  names: Record<string, string>;
}

const FORMAT = 2;
const fileOf = (root: string): string => join(root, '.cache/modules.json');

/**
 * What the last builds of a course found out about its modules, as far as it still holds:
 * neither a module nor the names beside it and beside what it imports may have changed.
 */
export class BuiltModules {
  private readonly folders = new Map<string, boolean>();

  private constructor(private readonly record: ModuleRecord) {}

  /** @param root - The course. */
  public static read(root: string): BuiltModules {
    return new BuiltModules(readRecord(root));
  }

  /** Nothing, as before the first build. */
  public static none(): BuiltModules {
    return new BuiltModules({modules: {}, names: {}});
  }

  /**
   * Where the imports of a file lead.
   *
   * @param hash - SHA-256 of its content now.
   * @returns `null` where no build has seen this content of it.
   */
  public importsOf(path: string, hash: string): BuiltImports | null {
    const module = Object.hasOwn(this.record.modules, path)
      ? this.record.modules[path]
      : null;
    return module?.hash === hash && this.foldersHold(path, module) ? module : null;
  }

  /** Modules whose folders are as they were; others would be taken for what they were not. */
  public holding(): ModuleRecord {
    const {modules, names} = this.record;
    return {
      names,
      modules: Object.fromEntries(
        Object.entries(modules).filter(([path, module]) =>
          this.foldersHold(path, module),
        ),
      ),
    };
  }

  private foldersHold(path: string, {files, later}: BuiltImports): boolean {
    return [path, ...files, ...later].every(file => this.folderHolds(dirname(file)));
  }

  private folderHolds(folder: string): boolean {
    const known =
      this.folders.get(folder) ?? this.record.names[folder] === namesIn(folder);
    this.folders.set(folder, known);
    return known;
  }
}

/**
 * Keep what a build has found out for {@link BuiltModules}, with what earlier ones found of
 * other modules. A folder that cannot be written to costs time and nothing else.
 *
 * @param found - Imports by absolute path; a file that is gone by now is left out.
 */
export async function keepModules(
  root: string,
  found: Readonly<Record<string, BuiltImports>>,
): Promise<void> {
  const {modules, names} = BuiltModules.read(root).holding();
  for (const [path, imports] of Object.entries(found)) {
    const hash = hashOf(path);
    if (hash === null) continue;
    modules[path] = {hash, ...imports};
    for (const file of [path, ...imports.files, ...imports.later])
      names[dirname(file)] = namesIn(dirname(file));
  }
  const record = {format: FORMAT, modules, names};
  await replaceFile(fileOf(root), JSON.stringify(record)).catch(() => undefined);
}

function readRecord(root: string): ModuleRecord {
  try {
    const record = JSON.parse(readFileSync(fileOf(root), 'utf8')) as ModuleRecord & {
      format: number;
    };
    if (record.format === FORMAT) return record;
  } catch {
    // There is none, or none that can be read.
  }
  return {modules: {}, names: {}};
}

function hashOf(path: string): string | null {
  try {
    return sha256(readFileSync(path));
  } catch {
    return null;
  }
}

function namesIn(folder: string): string {
  try {
    return sha256(readdirSync(folder).sort().join('\n')).slice(0, 16);
  } catch {
    return 'missing';
  }
}
