/** `npm run verified`: measure the figures of `docs/capture.md` again. */

import {rm} from 'node:fs/promises';
import {join} from 'node:path';

import {readReferenceIn} from '../capture-for-test.ts';
import {captureZoo, distanceTo} from './measure.ts';
import {ZOO} from './models.ts';
import {openZoo} from './open-zoo.ts';
import {writeTable} from './table.ts';
import type {Row} from './table.ts';
import {measureOf, precisionOf} from './tolerances.ts';

const zoo = await openZoo();
try {
  const rows: Row[] = [];
  for (const model of ZOO) {
    const reference = await readReferenceIn(join(zoo, model.name));
    for (const file of model.files) {
      const result = await captureZoo(zoo, model, file, reference);
      const measure = measureOf(precisionOf(file));
      const distance = distanceTo(reference, result, model, measure);
      rows.push({model: model.name, file, distance});
    }
  }
  await writeTable(rows);
} finally {
  await rm(zoo, {recursive: true, force: true});
}
