// The texts around the carets of the typing tests, by file.

/** `|` is the caret. */
export const cases = {
  'import.ts': "import {| } from './ledger.ts';\n",
  'condition.ts':
    'export function caseReport(rows: number[]): number {\n  let total = 0;\n  for (let index = 0; index < rows.length; index++) {\n    total = total + rows[index]!;\n  }\n  if | {\n    transfer(account, total);\n  }\n',
  'page.html': '<section>\n  <p>|</p>\n</section>\n<section>\n',
  'argument.ts': '  if (isBalanced) {\n    transfer(|, total);\n  }\n  openLedger(account, total);\n',
  'sentence.md': '# Day 7 in town\n\nThe old| on the shelf beside the green door.\n',
  'loop.ts': 'export function caseReport(rows: number[]): number {\n  let total = 0;\n  for |\n}\n',
  'through.md': '# Day 8 in town\n\n|\n',
  'word.md': '# Day 9 in town\n\n|\n',
  'whole.txt': '# Tides at home\n\n|\n',
  'ready.md': '# Day 6 in town\n\n|\n',
  'line.ts':
    'export function caseReport(rows: number[]): number {\n  let total = 0;\n  for (let index = 0; index < rows.length; index++)|\n',
  'undo.md': '# Day 11 in town\n\n|\n',
  'closed.ts': '  if (isBalanced) {\n    transfer(account, total);\n  }\n  openLedger|\n',
  'indent.ts': 'export function caseReport(rows: number[]): number {\n  let total = 0;\n|\n',
  'snippet.ts': 'const town = 1;\n|\n',
  'replace.md': '# Day 14 in town\n\nThe quick X|\n\nThe quick X\n',
  'composed.md': '# Day 15 in town\n\nThe old |\n',
} as const;

export type Case = keyof typeof cases;

export const withoutCaret = (name: Case): string => cases[name].replace('|', '');
