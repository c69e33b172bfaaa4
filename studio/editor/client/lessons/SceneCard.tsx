/** @jsxImportSource preact */
import {useEffect, useRef, useState} from 'preact/hooks';

import type {LessonEntry, SceneEntry} from '../../protocol.ts';
import type {ViewVariables} from '../view-variables.ts';
import type {Preview} from './preview-frame.ts';
import type {PreviewPages} from './preview-page.ts';
import {listWords} from './words.ts';

export interface SceneCardProps {
  lesson: LessonEntry;
  scene: SceneEntry;
  /** In the language of the page. */
  title: string;
  view: ViewVariables;
  pages: PreviewPages;
}

/** A scene by its last picture, its title and its length; it is played once it is seen. */
export function SceneCard({lesson, scene, title, view, pages}: SceneCardProps) {
  const card = useRef<HTMLLIElement>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failure, setFailure] = useState(scene.problem);
  useEffect(() => {
    if (!card.current || scene.problem !== null) return;
    const observer = new IntersectionObserver(entries => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      observer.disconnect();
      pages.play(lesson.file, scene.name).then(setPreview, (error: Error) => {
        setFailure(error.message);
      });
    });
    observer.observe(card.current);
    return () => observer.disconnect();
  }, []);
  const words = listWords(view.locale);
  const query = new URLSearchParams({...view, scene: scene.name});
  const facts = [
    ...(preview ? [words.length(preview.seconds)] : []),
    ...(scene.cues > 0 ? [words.captions(scene.cues)] : []),
  ];
  return (
    <li ref={card} data-scene={scene.name}>
      <a href={`/${encodeURIComponent(lesson.name)}?${query}`}>
        <div class="picture">{preview && <img src={preview.image} alt="" />}</div>
        <h3>{preview?.title ?? title}</h3>
        {failure === null ? <p>{facts.join(' · ')}</p> : <p class="problem">{failure}</p>}
      </a>
    </li>
  );
}
