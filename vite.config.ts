import {ROOT} from './foundations/root.ts';
import {courseProjects} from './studio/course/projects.ts';
import {createConfig} from './studio/vite/config.ts';

/** For people who start Vite themselves; `npm start` uses the same configuration. */
export default createConfig({
  root: ROOT,
  projects: courseProjects(ROOT),
  target: 'editor',
});
