// Rules of eslint-plugin-regexp about expressions that take more than linear time. A sticky expression does not move.
import regexp from 'eslint-plugin-regexp';

export const superLinearRules = {
  plugins: { regexp },
  rules: {
    'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
    'regexp/no-super-linear-move': ['error', { report: 'certain', ignoreSticky: true }],
  },
};
