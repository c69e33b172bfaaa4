/** A program that lies, ready to run, in a package of the npm registry. */
export interface NpmProgram {
  /** Package and version. */
  spec: string;
  /** Hash of the package, as the registry's `dist.integrity`. */
  integrity: string;
}

type Platforms = Partial<Record<string, NpmProgram>>;

const FFMPEG: Platforms = {
  'linux-x64': {
    spec: '@ffmpeg-installer/linux-x64@4.1.0',
    integrity:
      'sha512-Y5BWhGLU/WpQjOArNIgXD3z5mxxdV8c41C+U15nsE5yF8tVcdCGet5zPs5Zy3Ta6bU7haGpIzryutqCGQA/W8A==',
  },
  'linux-arm64': {
    spec: '@ffmpeg-installer/linux-arm64@4.1.4',
    integrity:
      'sha512-dljEqAOD0oIM6O6DxBW9US/FkvqvQwgJ2lGHOwHDDwu/pX8+V0YsDL1xqHbj1DMX/+nP9rxw7G7gcUvGspSoKg==',
  },
  'darwin-x64': {
    spec: '@ffmpeg-installer/darwin-x64@4.1.0',
    integrity:
      'sha512-Z4EyG3cIFjdhlY8wI9aLUXuH8nVt7E9SlMVZtWvSPnm2sm37/yC2CwjUzyCQbJbySnef1tQwGG2Sx+uWhd9IAw==',
  },
  'darwin-arm64': {
    spec: '@ffmpeg-installer/darwin-arm64@4.1.5',
    integrity:
      'sha512-hYqTiP63mXz7wSQfuqfFwfLOfwwFChUedeCVKkBtl/cliaTM7/ePI9bVzfZ2c+dWu3TqCwLDRWNSJ5pqZl8otA==',
  },
  'win32-x64': {
    spec: '@ffmpeg-installer/win32-x64@4.1.0',
    integrity:
      'sha512-Drt5u2vzDnIONf4ZEkKtFlbvwj6rI3kxw1Ck9fpudmtgaZIHD4ucsWB2lCZBXRxJgXR+2IMSti+4rtM4C4rXgg==',
  },
};

const FFPROBE: Platforms = {
  'linux-x64': {
    spec: '@ffprobe-installer/linux-x64@5.2.0',
    integrity:
      'sha512-D3UeqTLYPNs7pBWPLUYGehPdRVqU8eACox4OZy3pZUZatxye2YKlvBwEfaLdL1v2Z4FOAlLUhms0kY8m8kqSRA==',
  },
  'linux-arm64': {
    spec: '@ffprobe-installer/linux-arm64@5.2.0',
    integrity:
      'sha512-X1VvWtlLs6ScP73biVLuHD5ohKJKsMTa0vafCESOen4mOoNeLAYbxOVxDWAdFz9cpZgRiloFj5QD6nDj8E28yQ==',
  },
  'darwin-x64': {
    spec: '@ffprobe-installer/darwin-x64@5.1.0',
    integrity:
      'sha512-J+YGscZMpQclFg31O4cfVRGmDpkVsQ2fZujoUdMAAYcP0NtqpC49Hs3SWJpBdsGB4VeqOt5TTm1vSZQzs1NkhA==',
  },
  'darwin-arm64': {
    spec: '@ffprobe-installer/darwin-arm64@5.0.1',
    integrity:
      'sha512-vwNCNjokH8hfkbl6m95zICHwkSzhEvDC3GVBcUp5HX8+4wsX10SP3B+bGur7XUzTIZ4cQpgJmEIAx6TUwRepMg==',
  },
  'win32-x64': {
    spec: '@ffprobe-installer/win32-x64@5.1.0',
    integrity:
      'sha512-jMGYeAgkrdn4e2vvYt/qakgHRE3CPju4bn5TmdPfoAm1BlX1mY9cyMd8gf5vSzI8gH8Zq5WQAyAkmekX/8TSTg==',
  },
};

/** Programs in npm packages by platform and processor, pinned to the byte. */
export const NPM_PROGRAMS = {ffmpeg: FFMPEG, ffprobe: FFPROBE} as const;

/** Folder of a fetched package inside `.cache/npm`. */
export const npmFolder = (spec: string): string => spec.replaceAll('/', '+');

/** Name of a package without its version. */
export const packageName = (spec: string): string => spec.slice(0, spec.lastIndexOf('@'));
