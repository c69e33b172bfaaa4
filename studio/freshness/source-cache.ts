import {readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';

import type {Loader} from 'esbuild';

import {sha256} from '../../foundations/canonical-json.ts';
import {replaceFile} from '../../foundations/files/replace-file.ts';
import {packageVersion} from '../../foundations/versions.ts';

/** What a source file means to those that import it. */
export interface SourceFacts {
  /** Hash of the file without what makes no difference: comments, types, layout. */
  hash: string;
  /** SHA-256 of all of it. */
  content: string;
  /** What it imports for certain, as it stands there; types left out. */
  imports: string[];
  /** What it imports while it plays. */
  later: string[];
  /** Files that it names without importing them, as in `new URL('./a.png', import.meta.url)`. */
  named: string[];
}

/** What is kept of a file. */
type KeptFacts = Omit<SourceFacts, 'content'>;

/** What stands before `import.meta.url` where a file is named, as the compiler writes it. */
const NAMING = /\bnew URL\(\s*["'`]([^"'`$]+)["'`],\s*$/;

const LOADERS: Record<string, Loader> = {
  '.ts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.jsx': 'jsx',
  '.mjs': 'js',
};

/** So many files are kept; with more, those that were not asked for go. */
const KEPT = 2000;

/**
 * Facts of source files by their content. Finding them takes a compiler, so they are kept
 * between runs; what cannot be kept is found anew.
 */
export class SourceCache {
  private readonly used = new Map<string, KeptFacts>();
  private known: Map<string, KeptFacts> | null = null;
  private found = 0;

  /** @param file - Where facts are kept. */
  public constructor(private readonly file: string) {}

  /** The cache of a course. */
  public static of(root: string): SourceCache {
    return new SourceCache(join(root, '.cache/sources.json'));
  }

  /**
   * The facts of a file.
   *
   * @returns `null` where there is no such file.
   */
  public async read(path: string): Promise<SourceFacts | null> {
    const content = readOrNull(path);
    if (content === null) return null;
    const loader = LOADERS[extname(path)];
    const hash = sha256(content);
    if (loader === undefined) return {content: hash, ...unread(hash)};
    const key = `${loader} ${hash}`;
    this.known ??= await this.load();
    const facts = this.known.get(key) ?? (await this.examine(content, loader, path));
    this.used.set(key, facts);
    return {content: hash, ...facts};
  }

  /** Keep what was found. A folder that cannot be written to costs time and nothing else. */
  public async save(): Promise<void> {
    if (this.found === 0) return;
    const all = new Map([...(this.known ?? []), ...this.used]);
    const files = Object.fromEntries(all.size > KEPT ? this.used : all);
    try {
      await replaceFile(this.file, JSON.stringify({made: madeBy(), files}));
    } catch {
      // Said above.
    }
  }

  private async load(): Promise<Map<string, KeptFacts>> {
    try {
      const {made, files} = JSON.parse(await readFile(this.file, 'utf8')) as {
        made: string;
        files: Record<string, KeptFacts>;
      };
      return new Map(made === madeBy() ? Object.entries(files) : []);
    } catch {
      return new Map();
    }
  }

  private async examine(
    content: Buffer,
    loader: Loader,
    path: string,
  ): Promise<KeptFacts> {
    this.found++;
    const [{transform}, {init, parse}] = await Promise.all([
      import('esbuild'),
      import('es-module-lexer'),
    ]);
    await init;
    try {
      const {code} = await transform(content, {
        loader,
        format: 'esm',
        target: 'esnext',
        legalComments: 'none',
        tsconfigRaw: {
          compilerOptions: {
            jsx: 'react-jsx',
            jsxImportSource: '@motion-canvas/2d/lib',
            experimentalDecorators: true,
            useDefineForClassFields: false,
            verbatimModuleSyntax: true,
          },
        },
        logLevel: 'silent',
      });
      const [imports] = parse(code, path);
      const named = (found: typeof imports): string[] => [
        ...new Set(found.flatMap(({n}) => n ?? [])),
      ];
      return {
        hash: short(sha256(code)),
        imports: named(imports.filter(({d}) => d === -1)),
        later: named(imports.filter(({d}) => d > -1)),
        named: [
          ...new Set(
            imports.flatMap(({d, s, e}) =>
              d === -2 && code.startsWith('.url', e)
                ? (NAMING.exec(code.slice(0, s))?.[1] ?? [])
                : [],
            ),
          ),
        ],
      };
    } catch {
      // A file that cannot be read yet differs from every one that can.
      return unread(sha256(content));
    }
  }
}

/** Hundreds of small files are read much faster one by one than all at once. */
function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

const unread = (hash: string): KeptFacts => ({
  hash: short(hash),
  imports: [],
  later: [],
  named: [],
});

/** Enough to tell contents apart, and short enough to stand in a manifest many times. */
const short = (hash: string): string => hash.slice(0, 16);

const madeBy = (): string =>
  ['3', packageVersion('esbuild'), packageVersion('es-module-lexer')].join(' ');
