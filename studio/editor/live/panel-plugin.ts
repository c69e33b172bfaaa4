import {readFile} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {join} from 'node:path';
import {json} from 'node:stream/consumers';

import * as v from 'valibot';
import type {Plugin} from 'vite';

import {editFile} from '../../../foundations/files/replace-file.ts';
import {UserError} from '../../../foundations/user-error.ts';
import {projectName} from '../../course/projects.ts';
import {toolFile} from '../../../foundations/root.ts';
import type {HeadRule} from '../../../data-extract/stage/head-rule.ts';
import {loadDeclaration} from '../../course/load-course.ts';
import {capturesOf, listCaptured, readSceneCapture} from '../../course/scene-files.ts';
import type {CaptureName} from '../../course/scene-files.ts';
import {
  CAPTURES_PATH,
  CHOOSE_HEAD_PATH,
  LESSONS_PATH,
  LINT_PATH,
  PREVIEW_PATH,
} from '../protocol.ts';
import {lessonList} from './lesson-list.ts';
import {addressOf} from './page-address.ts';
import type {ModuleReader} from './module-reader.ts';
import type {PanelConfig, Refusal, SceneCaptures} from '../protocol.ts';
import {withHead} from './choose-head.ts';

/** How Motion Canvas's plugin finds plugins of the editor among Vite's. */
const PLUGIN_OPTIONS = Symbol.for('@motion-canvas/vite-plugin/PLUGIN_OPTIONS');

/** A page that shows nothing, and plays scenes for another one. */
const hiddenPage = (script: string): string => `<!doctype html>
<title>Attention in Motion</title>
<script type="module" src="${addressOf(`/@fs${toolFile(`studio/editor/client/${script}`)}`)}"></script>
`;

const HIDDEN_PAGES = [
  [LINT_PATH, 'lint-frame.ts'],
  [PREVIEW_PATH, 'lessons/preview-frame.ts'],
] as const;

const CHOICE = v.object({
  capture: v.string(),
  selection: v.string(),
  layer: v.pipe(v.number(), v.integer(), v.minValue(0)),
  head: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * Adds our panels to the editor, and answers what they ask.
 *
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @param projects - The `project.ts` files that are open.
 */
export function panelPlugin(
  root: string,
  projects: readonly string[],
  modules: ModuleReader,
): Plugin {
  const config: PanelConfig = {
    projects: Object.fromEntries(projects.map(file => [projectName(file), file])),
  };
  const plugin: Plugin = {
    name: 'aim:panel',
    apply: 'serve',
    configureServer({middlewares}) {
      middlewares.use(CAPTURES_PATH, (request, response) => {
        void answer(response, () => {
          const query = new URL(request.url ?? '', 'http://localhost').searchParams;
          return sceneCaptures(root, query.get('scene') ?? '', modules);
        });
      });
      middlewares.use(CHOOSE_HEAD_PATH, (request, response) => {
        void answer(response, () => chooseHead(root, request));
      });
      middlewares.use(LESSONS_PATH, (_, response) => {
        void answer(response, () => lessonList(root, projects));
      });
      for (const [path, script] of HIDDEN_PAGES)
        middlewares.use(path, (_, response) => {
          response.setHeader('Content-Type', 'text/html');
          response.end(hiddenPage(script));
        });
    },
  };
  return Object.assign(plugin, {
    [PLUGIN_OPTIONS]: {
      entryPoint: toolFile('studio/editor/client/plugin.tsx'),
      runtimeConfig: () => Promise.resolve(config),
    },
  });
}

async function sceneCaptures(
  root: string,
  id: string,
  modules: ModuleReader,
): Promise<SceneCaptures> {
  const scene = (await listCaptured(root)).find(one => one.id === id);
  if (!scene) return {captures: [], problem: null};
  try {
    const captures = await Promise.all(
      (await capturesOf(root, scene)).map(async name => {
        const {data} = await readSceneCapture(root, name);
        return {
          id: name.id,
          declaration: `scenes/${name.id}.capture.ts`,
          attention: data.capture.target ? await attentionOf(root, name, modules) : null,
          files: data,
        };
      }),
    );
    return {captures, problem: null};
  } catch (error) {
    return {captures: [], problem: (error as Error).message};
  }
}

/** Which attention of a model with two halves the rules of a declaration are about. */
async function attentionOf(
  root: string,
  name: CaptureName,
  modules: ModuleReader,
): Promise<Record<string, NonNullable<HeadRule['of']>>> {
  await modules.forget();
  const declaration = await loadDeclaration(root, name, modules.load);
  const rules = 'heads' in declaration ? (declaration.heads ?? {}) : {};
  const of = Object.entries(rules).map(([selection, rule]) => [
    selection,
    rule.of ?? 'cross',
  ]);
  return Object.fromEntries(of) as Record<string, NonNullable<HeadRule['of']>>;
}

async function chooseHead(root: string, request: IncomingMessage): Promise<object> {
  if (request.method !== 'POST') {
    throw new UserError('request', 'A head is chosen by POST.', 'Send it as JSON.');
  }
  const choice = v.parse(CHOICE, await json(request));
  const scenes = await listCaptured(root);
  const known = await Promise.all(scenes.map(one => capturesOf(root, one)));
  const capture = known.flat().find(({id}) => id === choice.capture);
  if (!capture) {
    throw new UserError(
      'request',
      `There is no capture "${choice.capture}".`,
      'Reload the page.',
    );
  }
  const file = join(root, `scenes/${capture.id}.capture.ts`);
  const source = withHead(await readFile(file, 'utf8'), choice.selection, choice);
  await editFile(file, source);
  return {};
}

async function answer(
  response: ServerResponse,
  body: () => Promise<object>,
): Promise<void> {
  let document: object;
  try {
    document = await body();
  } catch (error) {
    response.statusCode = 400;
    document = {
      error: {
        message: (error as Error).message,
        remedy: error instanceof UserError ? error.remedy : 'Reload the page.',
      },
    } satisfies Refusal;
  }
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(document));
}
