import {UserError} from '../../foundations/user-error.ts';
import {otherTools, otherVersion} from './differences.ts';
import type {DrawingTools} from './differences.ts';
import type {PostedPlan} from './plan-board.ts';

/**
 * Says whether a machine would do the jobs of plans as they say. What draws is looked for
 * when there is something to be drawn: captures are made without browser and encoder.
 */
export class Fitness {
  private found: Promise<DrawingTools | UserError> | null = null;

  /**
   * @param version - Of this tool.
   * @param findTools - Finds what draws here; throws a UserError where it is missing.
   */
  public constructor(
    private readonly version: string,
    private readonly findTools: () => Promise<DrawingTools>,
  ) {}

  /** Why the jobs of a plan cannot be done here, or `null` where they can. */
  public async whyNot(plan: PostedPlan): Promise<UserError | null> {
    const other = otherVersion(plan.version, this.version);
    if (other.length > 0) return otherMachine(other);
    if (plan.kind === 'captures') return null;
    const here = await (this.found ??= this.findTools().catch(missing));
    if (here instanceof UserError) return here;
    const others = otherTools(plan.tools, here);
    return others.length > 0 ? otherMachine(others) : null;
  }
}

function missing(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

const otherMachine = (others: readonly string[]): UserError =>
  new UserError(
    'farm-refused',
    `This machine would draw other bytes than the plan says: ${others.join('; ')}.`,
    'Install the same versions, or let a container hold them; then start the worker again.',
  );
