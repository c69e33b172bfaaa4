import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type {ServerResponse} from 'node:http';
import {dirname, join} from 'node:path';

import type {Plugin} from 'vite';

import {projectName} from '../../course/projects.ts';
import {toolFile} from '../../../foundations/root.ts';
import {addressOf, pageFor} from './page-address.ts';

/** The editor of one lesson; the lesson's name follows. */
const EDITOR = '\0aim:editor?lesson=';
const UI = dirname(createRequire(import.meta.url).resolve('@motion-canvas/ui'));
const LESSONS = addressOf(`/@fs${toolFile('studio/editor/client/lessons/main.tsx')}`);

/**
 * Serves the list of lessons at `/`, and the editor of each at `/<lesson>`. Motion Canvas's
 * own list has links that begin with two slashes, which browsers take for hosts.
 *
 * @param projects - The `project.ts` files that are open.
 */
export function pagesPlugin(projects: readonly string[]): Plugin {
  const files = new Map(projects.map(file => [projectName(file), file]));
  return {
    name: 'aim:pages',
    apply: 'serve',
    enforce: 'pre',
    resolveId: id => (id.startsWith(EDITOR) ? id : null),
    load(id) {
      const name = id.startsWith(EDITOR)
        ? decodeURIComponent(id.slice(EDITOR.length))
        : '';
      const file = files.get(name);
      return file === undefined ? null : editorModule(name, file);
    },
    configureServer({middlewares}) {
      middlewares.use((request, response, next) => {
        const page = pageFor(request.url ?? '', request.headers.referer, [
          ...files.keys(),
        ]);
        if (!page) return next();
        if (page.kind === 'redirect') {
          response.writeHead(302, {Location: page.to}).end();
          return;
        }
        const html =
          page.kind === 'lessons'
            ? Promise.resolve(LESSONS_PAGE)
            : editorPage(page.lesson);
        html.then(text => send(response, text), next);
      });
    },
  };
}

function send(response: ServerResponse, html: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(html);
}

const LESSONS_PAGE = `<!doctype html>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Attention in Motion</title>
<script type="module" src="${LESSONS}"></script>
`;

/** Motion Canvas's own page, for the module below. */
async function editorPage(lesson: string): Promise<string> {
  const html = await readFile(join(UI, 'editor.html'), 'utf8');
  return html
    .replace('{{style}}', addressOf(`/@fs${join(UI, 'style.css')}`))
    .replace('{{source}}', `/@id/__x00__${EDITOR.slice(1)}${encodeURIComponent(lesson)}`);
}

/** The project is imported late, so that the page can say what is wrong with it. */
const editorModule = (lesson: string, file: string): string => `
import {openEditor} from ${JSON.stringify(toolFile('studio/editor/client/open-editor.ts'))};
openEditor(${JSON.stringify(lesson)}, () => import(${JSON.stringify(`${file}?project`)}));
`;
