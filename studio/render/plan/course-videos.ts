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
export function lessonVideo(
  lesson: string,
  locale: string,
  parts: readonly CourseUnit[],
  options: RenderOptions,
): VideoPlan {
  const pieces = parts.map(({scene, unit: {opened, frames}}) => ({
    name: scene.scene,
    title: opened.title ?? scene.scene,
    frames,
    cues: opened.cues,
  }));
  const title = parts[0].unit.opened.lesson ?? lesson;
  return joinedVideo({lesson, locale}, {name: lesson, title}, parts, pieces, options);
}

/** The video of the whole course: its lessons in order, all their scenes as chapters. Pure. */
export function courseVideo(
  locale: string,
  lessons: readonly {lesson: string; parts: readonly CourseUnit[]}[],
  options: RenderOptions,
): VideoPlan {
  const parts = lessons.flatMap(lesson => lesson.parts);
  const pieces = parts.map(({scene, unit: {opened, frames}}) => ({
    name: scene.id,
    title: [opened.lesson, opened.title].filter(Boolean).join(' · ') || scene.id,
    frames,
    cues: opened.cues,
  }));
  const whole = {name: COURSE, title: 'Attention in Motion'};
  return joinedVideo({course: COURSE, locale}, whole, parts, pieces, options);
}

/** Name of the whole course's video, and of what it is in its manifest. */
const COURSE = 'course';

/** Scenes one after the other. */
function joinedVideo(
  identity: {lesson?: string; course?: string; locale: string},
  {name, title}: {name: string; title: string},
  parts: readonly CourseUnit[],
  pieces: readonly {name: string; title: string; frames: number; cues: CaptionCue[]}[],
  options: RenderOptions,
): VideoPlan {
  const {locale} = identity;
  const captures = [
    ...new Map(
      parts.flatMap(part => part.captures.map(used => [used.capture.id, used] as const)),
    ).values(),
  ];
  return {
    identity: {...identity, theme: options.theme},
    base: `${options.out}/${name}.${locale}${variantOf(options.theme)}`,
    ...common(locale, options),
    units: parts.map(({unit}) => unit),
    title,
    comment: provenance(captures),
    chapters: chaptersOf(pieces),
    cues: joinCues(pieces, options.fps),
    captures,
    inputs: null,
  };
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
): {lesson: string; locale: string; parts: CourseUnit[]}[] {
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
  lessons: ReturnType<typeof wholeLessons>,
  course: readonly string[],
  locales: readonly string[],
): {locale: string; lessons: {lesson: string; parts: CourseUnit[]}[]}[] {
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
