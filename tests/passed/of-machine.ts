/**
 * Tests that say whether the parts of this machine do what CI's do, and what each of them
 * proves of it. On a fresh clone they run until they have passed here, though they are
 * published; all together take about two minutes on two processors.
 */
export const OF_MACHINE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'golden/gallery': 'the browser draws every component as on the golden pictures',
    'studio/render/render':
      'one page and several draw the same frames; ffmpeg makes whole videos of them',
    'studio/render/formats': 'ffmpeg has the codecs of every format, and opacity',
    'studio/render/encode/held-video': 'ffmpeg keeps the times of pictures that stand',
    'studio/render/store/stores': 'a shared folder and a bucket give what was put there',
    'studio/setup/find-part': 'browser, ffmpeg and ffprobe are found and start',
    'studio/setup/kept-browser': 'one browser serves several processes',
    'studio/stage/contact-sheet': 'pages have the faces of scenes before they play any',
    'studio/figure/scripts':
      'the browser shapes texts of all scripts as wide as outlines',
    'studio/figure/page': 'a figure’s page opens from a file, and can be used',
    'studio/editor/editor': 'the editor opens, plays, and saves what is moved',
    'studio/farm/queue': 'the Redis server keeps a plan’s jobs, and gives each once',
    'studio/command-line/in-shells':
      'the command starts as a program, and shells complete it',
  }).map(([name, proves]) => [`tests/${name}.browser.test.ts`, proves]),
);
