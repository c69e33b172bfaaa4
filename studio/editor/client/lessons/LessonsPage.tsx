/** @jsxImportSource preact */
import {useMemo} from 'preact/hooks';

import {PALETTES} from '../../../../scenes/theme/palette.ts';
import type {LessonEntry} from '../../protocol.ts';
import type {ViewVariables} from '../view-variables.ts';
import {PreviewPages} from './preview-page.ts';
import {SceneCard} from './SceneCard.tsx';
import {languageName, listWords} from './words.ts';

export interface LessonsPageProps {
  lessons: readonly LessonEntry[];
  view: ViewVariables;
}

/** All lessons with their scenes, each a link to its editor. */
export function LessonsPage({lessons, view}: LessonsPageProps) {
  const pages = useMemo(() => new PreviewPages(view), []);
  const locales = new Set(lessons.flatMap(({title}) => Object.keys(title)));
  return (
    <>
      <header>
        <h1>Attention in Motion</h1>
        <nav>
          <Choice name="locale" values={[...locales].sort()} view={view} />
          <Choice name="theme" values={Object.keys(PALETTES)} view={view} />
        </nav>
      </header>
      <main>
        {lessons.map(lesson => (
          <Lesson key={lesson.name} lesson={lesson} view={view} pages={pages} />
        ))}
      </main>
    </>
  );
}

interface LessonProps {
  lesson: LessonEntry;
  view: ViewVariables;
  pages: PreviewPages;
}

function Lesson({lesson, view, pages}: LessonProps) {
  const {name, number, title, scenes, problem} = lesson;
  const {locale} = view;
  return (
    <section data-lesson={name}>
      <h2>
        <a href={`/${encodeURIComponent(name)}?${new URLSearchParams({...view})}`}>
          {number !== null && <small>{listWords(locale).lesson(number)}</small>}
          <span>{inLocale(title, locale) ?? name}</span>
        </a>
      </h2>
      {problem !== null && <p class="problem">{problem}</p>}
      <ol>
        {scenes.map(scene => (
          <SceneCard
            key={scene.name}
            lesson={lesson}
            scene={scene}
            title={inLocale(scene.title, locale) ?? scene.name}
            view={view}
            pages={pages}
          />
        ))}
      </ol>
    </section>
  );
}

/** Links to the same page in another language or theme. */
function Choice(props: {
  name: keyof ViewVariables;
  values: readonly string[];
  view: ViewVariables;
}) {
  const {name, values, view} = props;
  const words = listWords(view.locale);
  return (
    <ul>
      {values.map(value => (
        <li key={value}>
          <a
            href={`?${new URLSearchParams({...view, [name]: value})}`}
            aria-current={view[name] === value ? 'true' : undefined}
          >
            {name === 'locale' ? languageName(value) : words[value as 'light' | 'dark']}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A text in a language, or in the first that there is. */
const inLocale = (text: Record<string, string>, locale: string): string | undefined =>
  Object.hasOwn(text, locale) ? text[locale] : Object.values(text)[0];
