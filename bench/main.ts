/** What can be measured; each prints medians and ratios to its baseline. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  'render-course': async () => (await import('./render.ts')).benchCourse(),
  'render-nodes': async () => (await import('./render.ts')).benchNodes(),
  paint: async () => (await import('./paint.ts')).benchPaint(),
  capture: async () => (await import('./capture.ts')).benchCapture(),
};

/** `render` stands for all that begin so. */
const names = process.argv
  .slice(2)
  .flatMap(name =>
    name === 'render'
      ? Object.keys(BENCHES).filter(one => one.startsWith('render-'))
      : [name],
  );
const unknown = names.find(name => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  console.error(
    `There is no benchmark "${unknown}"; there are ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exitCode = 1;
} else {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES))
    await BENCHES[name]();
}

export {};
