/** `npm run docs`: make the pages that say what the sources say again. */
import {replaceFile} from '../../foundations/files/replace-file.ts';
import {ROOT} from '../../foundations/root.ts';
import {loadCommands} from '../../studio/commands.ts';
import {openSources} from './open-sources.ts';
import {readPage} from './page.ts';
import {writeCommands} from './write-commands.ts';
import {writePage} from './write-page.ts';

const pages = {
  'components.md': writePage(readPage(openSources())),
  'commands.md': writeCommands(await loadCommands()),
};
for (const [name, page] of Object.entries(pages)) {
  await replaceFile(`${ROOT}/docs/${name}`, page);
  console.log(`${ROOT}/docs/${name}`);
}
