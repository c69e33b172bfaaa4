import {build} from 'esbuild';

import {ROOT, toolFile} from '../../../foundations/root.ts';

/** Script and style of the page, the same for all figures. */
export interface PageCode {
  script: string;
  style: string;
}

/** Bundle what a page runs; nothing of it is read from elsewhere later. */
export async function bundlePage(): Promise<PageCode> {
  const folder = `${ROOT}/studio/figure/page`;
  const {outputFiles} = await build({
    absWorkingDir: ROOT,
    entryPoints: [toolFile('studio/figure/page/main.tsx'), `${folder}/page.css`],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: ['chrome100', 'firefox113', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    // The project's own options are for scenes.
    tsconfigRaw: '{}',
    write: false,
    logLevel: 'silent',
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({path}) => path.endsWith(ending))?.text ?? '';
  return {script: textOf('.js'), style: textOf('.css')};
}
