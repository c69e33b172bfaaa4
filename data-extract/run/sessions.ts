import type {Device} from '../course/roles.ts';
import type {Additions} from '../graph/skeleton.ts';
import {partsOf, sameExtras, sameList} from '../stage/extras.ts';
import type {Extras} from '../stage/extras.ts';
import {additionsFor} from './additions.ts';
import type {Stage} from './open-stage.ts';
import {loadSession, withLists} from './session.ts';
import type {Session} from './session.ts';

/** Opens sessions, and keeps some of them open for the next text. */
export interface Sessions {
  /** Like `openSession`; closing it hands it back. */
  open(stage: Stage, outputs: readonly string[], extras: Extras): Promise<Session>;
  /** Close those that are kept. */
  close(): Promise<void>;
}

/**
 * Sessions that stay open: one that was closed serves again where the same is wanted of
 * the same graph.
 *
 * @param most - So many are kept, those that were used last; 0 keeps none.
 */
export function keepSessions(device: Device, most: number): Sessions {
  const idle: Kept[] = [];
  const take = (isIt: (kept: Kept) => boolean): Kept | null => {
    const at = idle.findIndex(isIt);
    return at < 0 ? null : idle.splice(at, 1)[0];
  };
  const other = async (
    stage: Stage,
    outputs: readonly string[],
    extras: Extras,
  ): Promise<Kept> => {
    const additions = additionsFor(stage, outputs, extras);
    const key = keyOf(additions);
    // Parts that were made anew may be the same all the same.
    const former = take(kept => isSame(kept.stage, stage) && kept.key === key);
    const session =
      former?.session ?? (await loadSession(stage, additions, device, {often: most > 0}));
    return {stage, outputs, extras, key, session};
  };
  return {
    async open(stage, outputs, extras) {
      const found = take(
        kept =>
          isSame(kept.stage, stage) &&
          sameList(kept.outputs, outputs) &&
          sameExtras(kept.extras, extras),
      );
      const kept = found ?? (await other(stage, outputs, extras));
      return {
        ...withLists(kept.session, extras),
        async close() {
          idle.push(kept);
          if (idle.length > most) await idle.shift()?.session.close();
        },
      };
    },
    async close() {
      await Promise.all(idle.splice(0).map(({session}) => session.close()));
    },
  };
}

/** A session that may serve again, and what it was opened for. */
interface Kept {
  stage: Stage;
  outputs: readonly string[];
  extras: Extras;
  /** What was added to its graph, as one text. */
  key: string;
  session: Session;
}

/** Whether two are the same graph, or have the same nodes of it. */
const isSame = (a: Stage, b: Stage): boolean =>
  a === b ||
  (a.path === b.path &&
    a.model === b.model &&
    sameList(a.map.graph.nodes, b.map.graph.nodes) &&
    sameList(a.map.graph.outputs, b.map.graph.outputs));

/** What is added to a graph, as one text. */
function keyOf({nodes, constants, types, inputs, outputs}: Additions): string {
  return JSON.stringify([nodes.map(partsOf), constants, types, inputs, outputs]);
}
