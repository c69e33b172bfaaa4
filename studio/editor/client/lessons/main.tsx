/** @jsxImportSource preact */
import {render} from 'preact';

import {loadFonts} from '../../../../scenes/theme/fonts.ts';
import {PALETTES} from '../../../../scenes/theme/palette.ts';
import {LESSONS_PATH} from '../../protocol.ts';
import type {LessonEntry} from '../../protocol.ts';
import {LessonsPage} from './LessonsPage.tsx';
import './lessons.css';

/** The first page of the editor: the lessons, in the language and theme of its address. */
const query = new URLSearchParams(location.search);
const asked = query.get('theme') ?? 'light';
const theme = asked === 'dark' ? 'dark' : 'light';
const locale = query.get('locale') ?? 'en';

document.documentElement.lang = locale;
const {style} = document.documentElement;
const {ground, panel, rule, ink, muted, faint, roles} = PALETTES[theme];
const colors = {ground, panel, rule, ink, muted, faint, accent: roles.attention.stroke};
for (const [name, color] of Object.entries(colors)) style.setProperty(`--${name}`, color);
style.colorScheme = theme;

void loadFonts();
const response = await fetch(LESSONS_PATH);
const lessons = (await response.json()) as LessonEntry[];
render(<LessonsPage lessons={lessons} view={{locale, theme}} />, document.body);
