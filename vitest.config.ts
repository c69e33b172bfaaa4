import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // Browser and model tests want both processors for themselves.
    fileParallelism: false,
  },
  esbuild: {target: 'node20'},
});
