/** The text on which the course compares tokenizers; its gaps are four and seven spaces. */
export const COURSE_TEXT = `
English and CAPITALIZATION
🎵 鸟
show_tokens False None elif == >= else: two tabs:"    " Three tabs: "       "
12.0*50=600
`;

/** The course text with the parts of it that scenes look at. */
export const COURSE = {
  text: COURSE_TEXT,
  parts: {
    capitals: {text: 'CAPITALIZATION'},
    symbols: {text: '🎵 鸟'},
    gap: {text: '"       "'},
    digits: {text: '12.0*50=600'},
  },
};
