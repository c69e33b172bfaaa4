/** `npm run bench [-- <bench...>]`. */
import {runCommand} from '../studio/command-line/output.ts';
import {BENCHES, benchesNamed, HELP} from './benches.ts';

await runCommand({json: false}, async () => {
  const names = benchesNamed(process.argv.slice(2));
  if (names === null) process.stdout.write(HELP);
  for (const name of names ?? []) await BENCHES[name].run();
  return {};
});
