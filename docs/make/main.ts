/** `npm run docs`: make `docs/components.md` of the sources again. */
import {renameSync, writeFileSync} from 'node:fs';

import {ROOT} from '../../studio/root.ts';
import {openSources} from './open-sources.ts';
import {readPage} from './page.ts';
import {writePage} from './write-page.ts';

const FILE = `${ROOT}/docs/components.md`;

writeFileSync(`${FILE}.partial`, writePage(readPage(openSources())));
renameSync(`${FILE}.partial`, FILE);
console.log(FILE);
