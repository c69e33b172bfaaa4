import type {Machine} from '../machine-facts.ts';
import type {Install} from '../sources.ts';
import {installDebian, updateDebian} from './apt.ts';
import {installFfmpegStatic} from './ffmpeg-static.ts';
import {fetchNpmProgram} from './npm-program.ts';
import {installPlaywrightBrowser, installPlaywrightLibraries} from './playwright.ts';

/** Carries out one way of installing and returns why it failed, or `null`. */
export type Installer = (way: Install, machine: Machine) => Promise<string | null>;

/**
 * Make an installer that asks the network for the same thing once: where Debian's lists
 * cannot be had for one part, they cannot be had for the next.
 *
 * @remarks
 * What is thrown counts as a failure too: the next source may still do.
 */
export function createInstaller(): Installer {
  const outcomes = new Map<string, Promise<string | null>>();
  const once = (
    key: string,
    body: () => Promise<string | null>,
  ): Promise<string | null> => {
    const outcome = outcomes.get(key) ?? body().catch(messageOf);
    outcomes.set(key, outcome);
    return outcome;
  };
  return (way, machine) => {
    switch (way.kind) {
      case 'playwright':
        return once('playwright', () => installPlaywrightBrowser(machine));
      case 'playwright-libraries':
        return once('playwright-libraries', () => installPlaywrightLibraries(machine));
      case 'ffmpeg-static':
        return once('ffmpeg-static', () => installFfmpegStatic(way, machine));
      case 'npm':
        return once(`npm ${way.program.spec}`, () =>
          fetchNpmProgram(way.program, machine),
        );
      case 'apt':
        return once(`apt ${way.packages.join(' ')}`, async () => {
          // Its failure decides nothing: one broken source of many is no reason to stop.
          await once('apt update', () => updateDebian(machine));
          return installDebian(way.packages, machine);
        });
    }
  };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
