/** @jsxImportSource preact */
import {render} from 'preact';

import {App} from './App.tsx';
import type {PageData} from './page-data.ts';
import {unpack} from './unpack.ts';

const [root, packed] = ['app', 'values'].map(id => document.getElementById(id));
if (!root || !packed) throw new Error('The page is not whole.');
unpack(packed.textContent ?? '')
  .then(text => render(<App data={JSON.parse(text) as PageData} />, root))
  .catch((error: unknown) => {
    root.textContent = `The values of this page cannot be read: ${String(error)}`;
  });
