/** `npm run docs`: make `docs/components.md` of the sources again. */
import {replaceFile} from '../../foundations/files/replace-file.ts';
import {ROOT} from '../../foundations/root.ts';
import {openSources} from './open-sources.ts';
import {readPage} from './page.ts';
import {writePage} from './write-page.ts';

const FILE = `${ROOT}/docs/components.md`;

await replaceFile(FILE, writePage(readPage(openSources())));
console.log(FILE);
