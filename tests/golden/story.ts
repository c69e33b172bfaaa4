import {PNG} from 'pngjs';

/** Each channel is kept in so many steps: what nobody sees takes most of a file. */
const STEPS = 15;

/**
 * A story: pictures of a scene's cues side by side, with fewer colours.
 *
 * @param pictures - One or more, of one size.
 */
export function toStory(pictures: readonly PNG[]): PNG {
  const [{width, height}] = pictures;
  const story = new PNG({width: width * pictures.length, height});
  pictures.forEach((picture, i) => {
    PNG.bitblt(picture, story, 0, 0, width, height, i * width, 0);
  });
  for (let i = 0; i < story.data.length; i++)
    story.data[i] = Math.round((story.data[i] * STEPS) / 255) * (255 / STEPS);
  return story;
}

/**
 * One picture of a story.
 *
 * @param count - How many the story has.
 */
export function pictureAt(story: PNG, index: number, count: number): PNG {
  const {height} = story;
  const width = Math.floor(story.width / count);
  const picture = new PNG({width, height});
  PNG.bitblt(story, picture, index * width, 0, width, height, 0, 0);
  return picture;
}

/**
 * A story as a file of few bytes, opaque. What a cue leaves as it was lies beside it, near
 * enough for the compression to see; neither filters nor runs alone (the library's usual
 * strategy) make as little of it.
 */
export const bytesOfStory = (story: PNG): Buffer =>
  PNG.sync.write(story, {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
