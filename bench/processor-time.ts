import {readdir, readFile} from 'node:fs/promises';

/** Ticks of a second in `/proc`; Linux shows them so to every program. */
const TICKS = 100;

/**
 * Seconds of processor time that this process and all that it has started have taken so
 * far, on all cores together; `null` where the system does not tell.
 */
export async function processorTime(): Promise<number | null> {
  const ids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  const texts = await Promise.all(
    ids.map(id => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')),
  );
  const processes = texts
    .filter(text => text !== '')
    // The name, in brackets, may hold anything.
    .map(text => ({
      id: parseInt(text),
      rest: text.slice(text.lastIndexOf(')') + 2).split(' '),
    }))
    .map(({id, rest}) => ({
      id,
      parent: Number(rest[1]),
      // Its own time, and that of children that have ended.
      ticks: rest.slice(11, 15).reduce((sum, text) => sum + Number(text), 0),
    }));
  if (processes.length === 0) return null;
  const ours = new Set([process.pid]);
  for (let before = 0; before < ours.size;) {
    before = ours.size;
    for (const {id, parent} of processes) if (ours.has(parent)) ours.add(id);
  }
  const ticks = processes.filter(({id}) => ours.has(id)).map(one => one.ticks);
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS;
}
