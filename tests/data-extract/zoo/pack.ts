/** Packs a folder of models into the fixture: `node --import tsx tests/data-extract/zoo/pack.ts FOLDER`. */

import {writeFile} from 'node:fs/promises';

import {pack} from './archive.ts';
import {ARCHIVE} from './open-zoo.ts';

const [folder] = process.argv.slice(2);
await writeFile(ARCHIVE, await pack(folder));
