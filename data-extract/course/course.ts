import type {
  ModelRole,
  ModelSource,
  TokenizerRole,
  TokenizerSource,
  VectorsSource,
} from './roles.ts';

/** The one place that says which model plays which role and how videos come out. */
export interface Course {
  roles: {[R in ModelRole]?: ModelSource} & {[R in TokenizerRole]?: TokenizerSource} & {
    'word-vectors'?: VectorsSource;
  };
  /** Languages of the scripts; the first one is the default of the editor. */
  locales: readonly string[];
  theme: 'light' | 'dark';
  video: {width: number; height: number; fps: number};
  /** Whether videos of whole lessons begin with a title card; default `true`. */
  titleCards?: boolean;
}

/** Describe the course. Returns its argument; it is there for the types. */
export function defineCourse(course: Course): Course {
  return course;
}
