// The colors of the page of the terminal program, which has no editor that gives them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** The names of the colors that a style sheet gives. */
const given = (css: string): string[] => [...css.matchAll(/(--vscode-[\w-]+):/g)].map(([, name]) => name!);

describe('the theme of the page of the terminal', () => {
  const theme = readFileSync('media/terminal/theme.css', 'utf8');
  const [always = '', dark = '', light = ''] = [
    /^body \{[^}]*/m,
    /^body\.vscode-dark \{[^}]*/m,
    /^body\.vscode-light \{[^}]*/m,
  ].map((block) => block.exec(theme)?.[0]);

  it('has the same colors in the dark and in the light theme', () => assert.deepEqual(given(light), given(dark)));

  it('gives each color that a component of the dashboard would else take from a dark theme', () => {
    const used = [...readFileSync('dist/dashboard.js', 'utf8').matchAll(/var\((--vscode-[\w-]+),\s*#/g)].map(
      ([, name]) => name!,
    );
    assert.ok(used.length > 20);
    const names = new Set([...given(always), ...given(light)]);
    assert.deepEqual(
      [...new Set(used)].filter((name) => !names.has(name)),
      [],
    );
  });
});
