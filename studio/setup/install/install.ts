import type {Machine} from '../machine.ts';
import type {Install} from '../sources.ts';
import {installDebian} from './apt.ts';
import {installFfmpegStatic} from './ffmpeg-static.ts';
import {fetchNpmProgram} from './npm-program.ts';
import {installPlaywrightBrowser, installPlaywrightLibraries} from './playwright.ts';

/**
 * Carry out one way of installing.
 *
 * @returns Why it failed, or `null`. What is thrown counts as a failure too: the next
 * source may still do.
 */
export async function install(way: Install, machine: Machine): Promise<string | null> {
  try {
    switch (way.kind) {
      case 'playwright':
        return await installPlaywrightBrowser(machine);
      case 'playwright-libraries':
        return await installPlaywrightLibraries(machine);
      case 'ffmpeg-static':
        return await installFfmpegStatic(way, machine);
      case 'npm':
        return await fetchNpmProgram(way.program, machine);
      case 'apt':
        return await installDebian(way.packages, machine);
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
