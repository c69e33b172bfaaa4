import {readFile} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {join} from 'node:path';
import {json} from 'node:stream/consumers';

import * as v from 'valibot';
import type {Plugin} from 'vite';

import {editFile} from '../../../data-extract/files/replace-file.ts';
import {UserError} from '../../../data-extract/foundations/user-error.ts';
import {projectName} from '../../course-projects.ts';
import {ROOT} from '../../root.ts';
import {capturesOf, listCaptured, readSceneCapture} from '../../scene-files.ts';
import {CAPTURES_PATH, CHOOSE_HEAD_PATH, LINT_PATH} from '../protocol.ts';
import type {PanelConfig, Refusal, SceneCaptures} from '../protocol.ts';
import {withHead} from './choose-head.ts';

/** How Motion Canvas's plugin finds plugins of the editor among Vite's. */
const PLUGIN_OPTIONS = Symbol.for('@motion-canvas/vite-plugin/PLUGIN_OPTIONS');

const LINT_PAGE = `<!doctype html>
<title>Layout</title>
<script type="module" src="/studio/editor/client/lint-frame.ts"></script>
`;

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
export function panelPlugin(root: string, projects: readonly string[]): Plugin {
  const config: PanelConfig = {
    projects: Object.fromEntries(projects.map(file => [projectName(file), file])),
  };
  const plugin: Plugin = {
    name: 'aim:panel',
    apply: 'serve',
    configureServer({middlewares}) {
      middlewares.use(CAPTURES_PATH, (request, response) =>
        answer(response, () => {
          const query = new URL(request.url ?? '', 'http://localhost').searchParams;
          return sceneCaptures(root, query.get('scene') ?? '');
        }),
      );
      middlewares.use(CHOOSE_HEAD_PATH, (request, response) =>
        answer(response, () => chooseHead(root, request)),
      );
      middlewares.use(LINT_PATH, (_, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end(LINT_PAGE);
      });
    },
  };
  return Object.assign(plugin, {
    [PLUGIN_OPTIONS]: {
      entryPoint: `${ROOT}/studio/editor/client/plugin.tsx`,
      runtimeConfig: () => Promise.resolve(config),
    },
  });
}

async function sceneCaptures(root: string, id: string): Promise<SceneCaptures> {
  const scene = (await listCaptured(root)).find(one => one.id === id);
  if (!scene) return {captures: [], problem: null};
  try {
    const captures = await Promise.all(
      (await capturesOf(root, scene)).map(async capture => ({
        id: capture.id,
        declaration: `scenes/${capture.id}.capture.ts`,
        files: (await readSceneCapture(root, capture)).data,
      })),
    );
    return {captures, problem: null};
  } catch (error) {
    return {captures: [], problem: (error as Error).message};
  }
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
