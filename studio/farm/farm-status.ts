import {toTable} from '../command-line/table.ts';
import type {PlanBoard} from './plan-board.ts';
import {planProgress, progressLine} from './plan-progress.ts';
import type {PlanProgress} from './plan-progress.ts';
import {WORKER} from './worker-name.ts';

/** What a farm is doing. */
export interface FarmStatus {
  /** Names of the workers that are connected, `<host>.<process>`. */
  workers: string[];
  /** In the order in which they are drawn. */
  plans: (PlanProgress & {priority: number; store: string; scenes: string[]})[];
}

/** Look at a farm. */
export async function farmStatus(board: PlanBoard): Promise<FarmStatus> {
  const list = await board.redis.client('LIST');
  const plans = await board.plans();
  return {
    workers: workersIn(String(list)),
    plans: await Promise.all(
      plans.map(async plan => ({
        ...(await planProgress(board, plan)),
        ...{priority: plan.priority, store: plan.store.address, scenes: plan.scenes},
      })),
    ),
  };
}

/** Names of workers in a server's list of clients. Pure. */
export const workersIn = (list: string): string[] =>
  [...new Set([...list.matchAll(/ name=(\S+)/g)].map(([, name]) => name))]
    .filter(name => name.startsWith(WORKER))
    .map(name => name.slice(WORKER.length))
    .sort();

/** A farm in words. Pure. */
export function describeFarm({workers, plans}: FarmStatus): string {
  const own = workers.length === 0 ? 'no workers' : `workers: ${workers.join(', ')}`;
  if (plans.length === 0) return `No plan is on the farm; ${own}.`;
  return [own, ...plans.map(describePlan)].join('\n\n');
}

const HEADINGS = {
  chunks: ['chunk', 'frames', 'worker'],
  captures: ['capture', 'made', 'worker'],
};

function describePlan(plan: FarmStatus['plans'][number]): string {
  const {atWork, failed, priority, scenes, store} = plan;
  const of = plan.kind === 'captures' ? 'captures of ' : '';
  const what = scenes.length === 0 ? 'a project' : `${of}${scenes.length} scenes`;
  const rows = atWork.map(({name, worker, drawn, frames}) => [
    ...[name, `${Math.min(drawn, frames)} of ${frames}`, worker],
  ]);
  return [
    `plan ${plan.plan}: ${what}, priority ${priority}, into ${store}`,
    progressLine(plan),
    ...(rows.length === 0 ? [] : [toTable(HEADINGS[plan.kind], rows)]),
    ...failed.map(({name, reason}) => `failed: ${name}: ${reason}`),
  ].join('\n');
}
