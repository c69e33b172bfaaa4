/** A plan as a worker sees it that looks for work. */
export interface PlanInSight {
  id: string;
  waiting: number;
  active: number;
  /** Whether this worker draws it as the plan says. */
  fits: boolean;
}

/**
 * The plan that a worker turns to, or `null` where there is nothing for it to do. Where all
 * jobs are taken, it stays by a plan that is not done: a worker that has died leaves its
 * jobs to the others. Pure.
 *
 * @param plans - In the order in which they are to be drawn.
 */
export function nextPlan(plans: readonly PlanInSight[]): string | null {
  const own = plans.filter(({fits}) => fits);
  const next = own.find(({waiting}) => waiting > 0) ?? own.find(({active}) => active > 0);
  return next?.id ?? null;
}
