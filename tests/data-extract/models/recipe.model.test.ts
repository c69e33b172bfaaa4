import {spawnSync} from 'node:child_process';
import {join} from 'node:path';

import {expect, test} from 'vitest';

import {ROOT} from '../../../foundations/root.ts';

/** A Python that can run the recipe, or `null`. */
const python =
  ['python3', '/usr/bin/python3'].find(
    program => spawnSync(program, ['-c', 'import torch, onnx, numpy']).status === 0,
  ) ?? null;

test.skipIf(python === null)(
  'the training recipe computes what the references hold (needs Python with torch and onnx)',
  () => {
    for (const model of ['tiny-decoder', 'tiny-moe']) {
      const {status, stdout, stderr} = spawnSync(
        python ?? '',
        ['-B', 'export_decoder.py', '--check', `../${model}`],
        {cwd: join(ROOT, 'assets/models/recipe'), encoding: 'utf8'},
      );
      expect(stderr.includes('Traceback'), stderr).toBe(false);
      expect(stdout).toMatch(/tensors, largest relative difference/);
      expect(status).toBe(0);
    }
  },
  60_000,
);
