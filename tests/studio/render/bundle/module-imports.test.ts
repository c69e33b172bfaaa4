import {expect, test} from 'vitest';

import {importsByFile} from '../../../../studio/render/bundle/module-imports.ts';

const NOW: Record<string, string[]> = {
  '/c/a.tsx?scene': ['/c/a.tsx', '/c/a.meta', '\0aim:script:scenes/l/a'],
  '/c/a.tsx': [
    '/c/b.ts',
    '/c/node_modules/d3/index.js',
    '/c/.cache/vendor-1/core.js',
    '\0aim:captured:scenes/l/a',
    '\0made-up',
  ],
  '/c/b.ts': ['/c/a.tsx', '/c/picture.png?url', '__vite-browser-external'],
  '\0made-up': ['/c/d.ts', '\0made-up'],
  '\0aim:script:scenes/l/a': ['/c/a.script.en.md'],
  '/c/gone.ts': [],
};
const NAMED: Record<string, string[]> = {
  '/c/b.ts': ['/c/big.png', '/c/node_modules/d3/logo.png'],
};
const LATER: Record<string, string[]> = {'/c/b.ts': ['/c/late.ts']};

test('where imports lead, by file: packages apart, virtual modules seen through', () => {
  const graph = {
    imports: (id: string) => NOW[id] ?? [],
    later: (id: string) => LATER[id] ?? [],
    named: (id: string) => NAMED[id] ?? [],
  };
  const exists = (path: string): boolean => path.startsWith('/') && path !== '/c/gone.ts';
  expect(importsByFile(Object.keys(NOW), graph, exists)).toEqual({
    '/c/a.tsx': {
      files: ['/c/a.meta', '/c/b.ts', '/c/d.ts'],
      later: [],
      captures: ['l/a'],
    },
    '/c/b.ts': {
      files: ['/c/a.tsx', '/c/big.png', '/c/picture.png'],
      later: ['/c/late.ts'],
      captures: [],
    },
  });
});
