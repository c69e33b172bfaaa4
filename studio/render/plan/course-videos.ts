import {posix} from 'node:path';

import type {CaptureFile} from '../../../data-extract/capture/format.ts';
import type {SceneName} from '../../course/scene-files.ts';
import type {RenderInputs} from '../../freshness/render-inputs.ts';
import {frameRateFlag} from '../options/frame-rate.ts';
import {languageCode} from '../encode/join-args.ts';
import type {RenderOptions} from '../options/options.ts';
import {crfFlag} from '../options/output-options.ts';
import {variantOf} from '../options/still-options.ts';
import type {CaptionCue} from './captions.ts';
import type {RenderUnit} from './unit.ts';
import {chaptersOf, joinCues} from './video-plan.ts';
import type {UsedCapture, VideoPlan} from './video-plan.ts';

/** A scene in a language whose length is known. */
export interface CourseUnit {
  scene: SceneName;
  locale: string;
  unit: RenderUnit;
  captures: readonly UsedCapture[];
  inputs: RenderInputs;
}

/** All scenes of a lesson in a language, in order. */
export interface WholeLesson {
  lesson: string;
  locale: string;
  /** What comes before the scenes; `null` where they begin at once. */
  card: RenderUnit | null;
  parts: CourseUnit[];
}

/** What a lesson shows, in order. */
const unitsOf = ({card, parts}: WholeLesson): RenderUnit[] => [
  ...(card ? [card] : []),
  ...parts.map(({unit}) => unit),
];

/** The video of one scene. Pure. */
export function sceneVideo(
  {scene, locale, unit, captures, inputs}: CourseUnit,
  options: RenderOptions,
): VideoPlan {
  const {opened} = unit;
  return {
    identity: {scene: scene.id, locale, theme: options.theme},
    base: `${options.out}/${scene.id}.${locale}${variantOf(options.theme)}`,
    ...common(locale, options),
    units: [unit],
    title: [opened.lesson, opened.title].filter(Boolean).join(' · '),
    comment: provenance(captures),
    chapters: [],
    cues: opened.cues,
    captures,
    inputs,
  };
}

/** The video of a whole lesson, its scenes as chapters. Pure. */
export function lessonVideo(whole: WholeLesson, options: RenderOptions): VideoPlan {
  const {lesson, locale, parts} = whole;
  const title = parts[0].unit.opened.lesson ?? lesson;
  const about = {name: lesson, title};
  return joinedVideo({lesson, locale}, about, [whole], options, ({scene, unit}) => ({
    name: scene.scene,
    title: unit.opened.title ?? scene.scene,
  }));
}

/** The video of the whole course: its lessons in order, all their scenes as chapters. Pure. */
export function courseVideo(
  {locale, lessons}: {locale: string; lessons: readonly WholeLesson[]},
  options: RenderOptions,
): VideoPlan {
  const about = {name: COURSE, title: 'Attention in Motion'};
  return joinedVideo(
    {course: COURSE, locale},
    about,
    lessons,
    options,
    ({scene, unit: {opened}}) => ({
      name: scene.id,
      title: [opened.lesson, opened.title].filter(Boolean).join(' · ') || scene.id,
    }),
  );
}

/** What the cues of a title card go by. */
const TITLE_CARD = 'title-card';

/** Name of the whole course's video, and of what it is in its manifest. */
const COURSE = 'course';

/**
 * Lessons one after the other. A title card belongs to the chapter of the scene that it
 * leads into.
 *
 * @param nameOf - What a scene goes by in names of cues, and as a chapter.
 */
function joinedVideo(
  identity: {lesson?: string; course?: string; locale: string},
  {name, title}: {name: string; title: string},
  lessons: readonly WholeLesson[],
  options: RenderOptions,
  nameOf: (part: CourseUnit) => {name: string; title: string},
): VideoPlan {
  const {locale} = identity;
  const parts = lessons.flatMap(lesson => lesson.parts);
  const captures = [
    ...new Map(
      parts.flatMap(part => part.captures.map(used => [used.capture.id, used] as const)),
    ).values(),
  ];
  const pieces = lessons.flatMap(whole => piecesOf(whole, nameOf));
  return {
    identity: {...identity, theme: options.theme},
    base: `${options.out}/${name}.${locale}${variantOf(options.theme)}`,
    ...common(locale, options),
    units: lessons.flatMap(unitsOf),
    title,
    comment: provenance(captures),
    chapters: chaptersOf(withCards(pieces)),
    cues: joinCues(pieces, options.fps),
    captures,
    inputs: null,
  };
}

/** A part of a joined video. */
interface Piece {
  name: string;
  /** `null` for a title card. */
  title: string | null;
  frames: number;
  cues: readonly CaptionCue[];
}

function piecesOf(
  {card, parts}: WholeLesson,
  nameOf: (part: CourseUnit) => {name: string; title: string},
): Piece[] {
  const scenes = parts.map((part): Piece => {
    const {frames, opened} = part.unit;
    return {...nameOf(part), frames, cues: opened.cues};
  });
  if (!card) return scenes;
  const name = posix.join(posix.dirname(scenes[0].name), TITLE_CARD);
  const {frames, opened} = card;
  return [{name, title: null, frames, cues: opened.cues}, ...scenes];
}

/** Pieces with titles, each with the title card that leads into it. */
function withCards(pieces: readonly Piece[]): {title: string; frames: number}[] {
  let before = 0;
  return pieces.flatMap(({title, frames}) => {
    const all = before + frames;
    before = title === null ? all : 0;
    return title === null ? [] : [{title, frames: all}];
  });
}

/**
 * The lessons of which every scene is among the given ones, with these in the order of
 * the lesson. Pure.
 *
 * @param orders - The scenes of each lesson in order.
 */
export function wholeLessons(
  units: readonly CourseUnit[],
  orders: ReadonlyMap<string, readonly string[]>,
  locales: readonly string[],
): Omit<WholeLesson, 'card'>[] {
  return [...orders].flatMap(([lesson, order]) =>
    locales.flatMap(locale => {
      const parts = order.map(name =>
        units.find(
          ({scene, locale: its}) =>
            scene.lesson === lesson && scene.scene === name && its === locale,
        ),
      );
      const whole = parts.filter(part => part !== undefined);
      return whole.length === order.length ? [{lesson, locale, parts: whole}] : [];
    }),
  );
}

/**
 * The whole course in each language in which every lesson is whole. A course of a single
 * lesson has that lesson's video. Pure.
 *
 * @param course - All lessons of the course, in order.
 */
export function wholeCourses(
  lessons: readonly WholeLesson[],
  course: readonly string[],
  locales: readonly string[],
): {locale: string; lessons: WholeLesson[]}[] {
  if (course.length < 2) return [];
  return locales.flatMap(locale => {
    const own = course.map(name =>
      lessons.find(one => one.lesson === name && one.locale === locale),
    );
    const whole = own.filter(one => one !== undefined);
    return whole.length === course.length ? [{locale, lessons: whole}] : [];
  });
}

function common(locale: string, options: RenderOptions) {
  const {fps, width, height, theme, captions, preset, format, ground} = options;
  const size: [number, number] = [width, height];
  const alpha = ground === 'none';
  return {
    fps,
    size,
    alpha,
    audio: null,
    language: languageCode(locale),
    flags: {
      locale,
      theme,
      captions,
      preset,
      format,
      size: size.join('x'),
      fps: frameRateFlag(fps),
      ...crfFlag(options),
      ...(options.others === null ? {} : {captures: options.others}),
      ...(alpha ? {transparent: true} : {}),
      ...(options.staleOk ? {'stale-ok': true} : {}),
    },
  };
}

const provenance = (captures: readonly UsedCapture[]): string =>
  [...new Set(captures.map(({capture}) => provenanceLine(capture)))].join('; ');

const provenanceLine = ({provenance: {model, dtype, device}}: CaptureFile): string =>
  `values captured from ${model.id}@${(model.revision ?? model.files[0].sha256).slice(0, 12)} (${dtype}, ${device})`;
