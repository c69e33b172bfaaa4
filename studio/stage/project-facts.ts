import type {Project} from '@motion-canvas/core';

import type {ProjectFacts} from './protocol.ts';

/** What a project and its `project.meta` say. */
export function projectFacts(project: Project): ProjectFacts {
  const {fps, size, resolutionScale, background, colorSpace, range, audioOffset} =
    project.meta.getFullRenderingSettings();
  return {
    name: project.name,
    scenes: project.scenes.map(scene => scene.name),
    settings: {
      fps,
      width: size.width,
      height: size.height,
      scale: resolutionScale,
      background: background?.serialize() ?? null,
      colorSpace,
      range: [range[0], Number.isFinite(range[1]) ? range[1] : null],
      audioOffset,
    },
    audio: project.audio ?? null,
    variables: JSON.parse(JSON.stringify(project.variables ?? {})) as unknown,
    experimentalFeatures: project.experimentalFeatures,
  };
}
