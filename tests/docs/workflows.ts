import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {parseAllDocuments} from 'yaml';

import {ROOT} from '../../foundations/root.ts';

/** A step of a job: an action of GitHub's, or lines for a shell. */
export interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

/** A workflow of GitHub, as far as it is looked at. */
export interface Workflow {
  on: unknown;
  jobs: Record<
    string,
    {
      'runs-on': string;
      needs?: string;
      strategy?: {matrix: Record<string, unknown[]>};
      steps: Step[];
    }
  >;
}

/** The container of a job of Kubernetes. */
export interface Container {
  command: string[];
  args: string[];
  workingDir: string;
}

/** A document of YAML. @throws where it is none. */
export function readYaml<T>(file: string): T {
  const [document, ...others] = parseAllDocuments(readFileSync(join(ROOT, file), 'utf8'));
  if (others.length > 0 || document.errors.length > 0)
    throw new Error(`${file}: ${document.errors.join('; ') || 'several documents'}`);
  return document.toJS() as T;
}

/** What a job of Kubernetes runs. */
export const containerIn = (file: string): Container =>
  readYaml<{spec: {template: {spec: {containers: [Container]}}}}>(file).spec.template.spec
    .containers[0];

/** Lines that install what is there already where tests run. */
const INSTALLS = ['npm ci', 'npx aim setup'];

/** The lines that a job runs in a shell. Pure. */
export const linesOf = (
  {steps}: {steps: readonly Step[]},
  matrix: Readonly<Record<string, unknown>> = {},
): string[] =>
  steps
    .flatMap(({run}) => run ?? [])
    .filter(run => !INSTALLS.includes(run))
    .map(run =>
      run.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name: string) =>
        String(matrix[name]),
      ),
    );
