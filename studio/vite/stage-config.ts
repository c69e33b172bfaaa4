import type {InlineConfig} from 'vite';

import {projectName} from '../course/projects.ts';
import {courseConfig} from './course-config.ts';
import {lessonPlugin} from './lesson-plugin.ts';
import {missingMetaPlugin} from './missing-meta-plugin.ts';
import {projectsPlugin} from './projects-plugin.ts';
import {vendorPlugin} from './vendor-plugin.ts';

export interface StageConfigOptions {
  /** Folder with `scenes/` and `assets/captures/`. */
  root: string;
  /** Absolute paths of the `project.ts` files that the stage plays. */
  projects: readonly string[];
  /** Folder of captures that come before the course's own; `null` for none. */
  captures: string | null;
}

/** The Vite configuration of the stage that renders a course. */
export const stageConfig = ({
  root,
  projects,
  captures,
}: StageConfigOptions): InlineConfig =>
  courseConfig({
    root,
    projects,
    reading: lessonPlugin({root, captures, live: null}),
    own: [
      vendorPlugin(),
      missingMetaPlugin({}),
      projectsPlugin(Object.fromEntries(projects.map(file => [projectName(file), file]))),
    ],
  });
