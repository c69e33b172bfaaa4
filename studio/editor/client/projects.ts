/** Files of the projects that are open, by the name of their folder. */
let files: Readonly<Record<string, string>> = {};

export function setProjects(projects: Readonly<Record<string, string>>): void {
  files = projects;
}

/** The project's file of a scene by its id, or `null` where it is not open. */
export function projectOf(scene: string): string | null {
  const [lesson] = scene.split('/');
  return Object.hasOwn(files, lesson) ? files[lesson] : null;
}
