/** H.264 levels that matter here: macroblocks per second, and per frame (ITU-T H.264, table A-1). */
const LEVELS = [
  {hex: '1f', perSecond: 108_000, perFrame: 3_600},
  {hex: '28', perSecond: 245_760, perFrame: 8_192},
  {hex: '2a', perSecond: 522_240, perFrame: 8_704},
  {hex: '33', perSecond: 983_040, perFrame: 36_864},
  {hex: '34', perSecond: 2_073_600, perFrame: 36_864},
] as const;

/**
 * The WebCodecs name of H.264 High at the lowest level that a video fits into.
 *
 * @returns `null` for a video beyond level 5.2.
 */
export function h264Codec(video: {
  width: number;
  height: number;
  fps: number;
}): string | null {
  const blocks = Math.ceil(video.width / 16) * Math.ceil(video.height / 16);
  const level = LEVELS.find(
    ({perSecond, perFrame}) => blocks <= perFrame && blocks * video.fps <= perSecond,
  );
  return level ? `avc1.6400${level.hex}` : null;
}
