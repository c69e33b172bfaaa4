/**
 * Tests that say whether the parts of this machine do what CI's do, and what each of them
 * proves of it. On a fresh clone they run until they have passed here, though they are
 * published; all together take about two minutes on two processors.
 */
export const OF_MACHINE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'data-extract/golden.model': 'onnxruntime computes here what PyTorch has computed',
    'data-extract/zoo/zoo.model': 'and in graphs of other exports and models',
    'data-extract/run/devices.model': 'devices are found, and refused by name',
    'golden/gallery.browser':
      'the browser draws every component as on the golden pictures',
    'studio/render/render.browser':
      'one page and several draw the same frames; ffmpeg makes whole videos of them',
    'studio/render/formats.browser': 'ffmpeg has the codecs of every format, and opacity',
    'studio/render/encode/held-video.browser':
      'ffmpeg keeps the times of pictures that stand',
    'studio/render/store/stores.browser':
      'a shared folder and a bucket give what was put there',
    'studio/setup/find-part.browser': 'browser, ffmpeg and ffprobe are found and start',
    'studio/setup/kept-browser.browser': 'one browser serves several processes',
    'studio/stage/contact-sheet.browser':
      'pages have the faces of scenes before they play any',
    'studio/figure/scripts.browser':
      'the browser shapes texts of all scripts as wide as outlines',
    'studio/figure/page.browser': 'a figure’s page opens from a file, and can be used',
    'studio/editor/editor.browser': 'the editor opens, plays, and saves what is moved',
    'studio/farm/queue.browser':
      'the Redis server keeps a plan’s jobs, and gives each once',
    'studio/command-line/in-shells.browser':
      'the command starts as a program, and shells complete it',
  }).map(([name, proves]) => [`tests/${name}.test.ts`, proves]),
);
