import {startBrowser} from './start-browser.ts';
import type {PartName} from './found-part.ts';
import {tellingLine, runProgram} from './run-program.ts';
import {tryFfmpeg} from './try-ffmpeg.ts';
import {chromiumProblem, ffmpegProblem, ffmpegVersion, redisVerdict} from './versions.ts';

/** Whether an executable will do: its version, or why not. */
export type Verdict = {version: string} | {problem: string};

/** Try an executable out. A program counts only if it does what will be asked of it. */
export function checkPart(name: PartName, path: string): Promise<Verdict> {
  switch (name) {
    case 'chromium':
      return checkChromium(path);
    case 'redis-server':
      return checkRedis(path);
    default:
      return checkFfmpeg(name, path);
  }
}

async function checkChromium(path: string): Promise<Verdict> {
  try {
    const browser = await startBrowser(path);
    const version = browser.version();
    await browser.close();
    const problem = chromiumProblem(version);
    return problem ? {problem} : {version};
  } catch (error) {
    return {problem: `it does not start: ${browserProblem((error as Error).message)}`};
  }
}

/** What a browser that did not start wrote itself, from a message of Playwright's. */
export function browserProblem(message: string): string {
  const own = message.split('\n').filter(line => /\[err\]|\[out\]/.test(line));
  const library = own.find(line => line.includes('error while loading shared libraries'));
  const line = library ?? tellingLine(own.join('\n'));
  return (line || message.split('\n')[0]).replace(/^.*?\[(err|out)\]\s*/, '').trim();
}

async function checkRedis(path: string): Promise<Verdict> {
  const {ok, stdout, problem} = await runProgram(path, ['--version'], {timeout: 20_000});
  return ok ? redisVerdict(stdout) : {problem: `it does not run: ${problem}`};
}

async function checkFfmpeg(name: 'ffmpeg' | 'ffprobe', path: string): Promise<Verdict> {
  const {ok, stdout, problem} = await runProgram(path, ['-version'], {timeout: 20_000});
  if (!ok) return {problem: `it does not run: ${problem}`};
  const version = ffmpegVersion(name, stdout);
  if (version === null) return {problem: `it does not answer as ${name} does`};
  if (name === 'ffprobe') return {version};
  const encoders = await runProgram(path, ['-hide_banner', '-encoders'], {
    timeout: 20_000,
  });
  const failed = ffmpegProblem(encoders.stdout) ?? (await tryFfmpeg(path));
  return failed ? {problem: failed} : {version};
}
