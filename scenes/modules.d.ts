/// <reference types="@motion-canvas/core/project" />

/** All locales of a scene's script, read and checked by the Vite plugin of the studio. */
declare module '*.script' {
  const script: import('./script/script.ts').SceneScript;
  export default script;
}

/** The capture of a scene: `capture.json` and `tensors.safetensors`. */
declare module '*.captured' {
  const files: import('./captured/open-capture.ts').CaptureFiles;
  export default files;
}

/** The characters that a font file has. */
declare module '*?glyphs' {
  const coverage: import('./theme/face.ts').GlyphCoverage;
  export default coverage;
}

/** The projects that the stage can open, by name. */
declare module 'virtual:aim/projects' {
  const projects: Record<
    string,
    () => Promise<{default: import('@motion-canvas/core').Project}>
  >;
  export default projects;
}

/** A project that a test renders with Motion Canvas's own renderer. */
declare module 'virtual:own-project' {
  const project: import('@motion-canvas/core').Project;
  export default project;
}
