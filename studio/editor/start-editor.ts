import {createLogger, createServer} from 'vite';
import type {ViteDevServer} from 'vite';

import {didYouMean} from '../../foundations/did-you-mean.ts';
import {UserError} from '../../foundations/user-error.ts';
import {freePort} from '../setup/free-port.ts';
import {requirePlain} from '../vite/plain-path.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {courseProjects, projectName} from '../course/projects.ts';
import {editorConfig} from './editor-config.ts';

/**
 * Start the Motion Canvas editor on the course's lessons.
 *
 * @param lesson - A lesson's number or folder; without it, all lessons.
 * @param port - Where it listens; 0 takes any free port.
 * @param root - Folder with `scenes/` and `assets/captures/`.
 * @throws UserError where the lesson is unknown or the port is taken.
 */
export async function startEditor(
  lesson: string | undefined,
  port: number,
  root = courseRoot(),
): Promise<{url: string; server: ViteDevServer}> {
  requirePlain(root);
  const all = courseProjects(root);
  const projects = all.filter(
    file =>
      lesson === undefined ||
      projectName(file) === lesson ||
      projectName(file).startsWith(`${String(lesson).padStart(2, '0')}-`),
  );
  if (projects.length === 0) {
    throw new UserError(
      'lesson-unknown',
      `There is no lesson "${lesson}".${didYouMean(String(lesson), all.map(projectName))}`,
      `There are: ${all.map(projectName).join(', ')}.`,
    );
  }
  const config = editorConfig({root, projects});
  // What is said on stdout is one JSON document, or nothing.
  const customLogger = createLogger('info', {allowClearScreen: false});
  customLogger.info = message => void process.stderr.write(`${message}\n`);
  // Vite takes 0 for its own default.
  const own = port === 0 ? await freePort() : port;
  const server = await createServer({
    ...config,
    customLogger,
    server: {...config.server, port: own, strictPort: true, host: '127.0.0.1'},
  });
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    throw new UserError(
      'port',
      `The editor cannot listen on port ${own}: ${(error as Error).message}`,
      'End the program that uses it, or give another --port.',
    );
  }
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The editor has no address.');
  return {url, server};
}
