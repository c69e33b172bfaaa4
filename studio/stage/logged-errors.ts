import {LogLevel} from '@motion-canvas/core';
import type {LogPayload, Project} from '@motion-canvas/core';

/** Errors that Motion Canvas writes into its log instead of throwing them. */
export class LoggedErrors {
  private readonly entries: LogPayload[] = [];

  public constructor(project: Project) {
    project.logger.onLogged.subscribe(entry => {
      if (entry.level === LogLevel.Error) this.entries.push(entry);
    });
  }

  /** The first that has been logged since this was last asked, or `null`. */
  public take(): Error | null {
    const [entry] = this.entries.splice(0);
    if (!entry) return null;
    const {message, stack, remarks} = entry;
    const error = new Error(message);
    if (stack) error.stack = stack;
    return remarks ? Object.assign(error, {remarks}) : error;
  }

  /** Throw the first that has been logged since this was last asked, if any. */
  public throw(): void {
    const error = this.take();
    if (error) throw error;
  }
}
