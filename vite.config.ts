import {ROOT} from './foundations/root.ts';
import {courseProjects} from './studio/course/projects.ts';
import {editorConfig} from './studio/editor/editor-config.ts';

/** For people who start Vite themselves; `npm start` uses the same configuration. */
export default editorConfig({root: ROOT, projects: courseProjects(ROOT)});
