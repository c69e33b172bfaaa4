import type {Device} from '../course/roles.ts';
import type {Additions} from '../graph/skeleton.ts';
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
  const idle: {stage: Stage; key: string; session: Session}[] = [];
  return {
    async open(stage, outputs, extras) {
      const additions = additionsFor(stage, outputs, extras);
      const key = keyOf(additions);
      const at = idle.findIndex(one => one.stage === stage && one.key === key);
      const session =
        at < 0
          ? await loadSession(stage, additions, device, {often: most > 0})
          : idle.splice(at, 1)[0].session;
      return {
        ...withLists(session, extras),
        async close() {
          idle.push({stage, key, session});
          if (idle.length > most) await idle.shift()?.session.close();
        },
      };
    },
    async close() {
      await Promise.all(idle.splice(0).map(({session}) => session.close()));
    },
  };
}

/** What is added to a graph, as one text. */
function keyOf({nodes, constants, types, inputs, outputs}: Additions): string {
  const own = nodes.map(({op, domain, inputs: read, outputs: made, attributes}) => [
    ...[op, domain, read, made],
    ...attributes,
  ]);
  return JSON.stringify([own, constants, types, inputs, outputs]);
}
