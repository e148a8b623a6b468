// The editor's colours and fonts for what is drawn on canvases, read anew whenever the theme changes. Two hues carry the
// whole page: one for training and for units below zero, one for held-out text and for units above.
import { parseColor, type Rgb } from '../charts/heatMapColors.ts';

export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  readonly train: string;
  readonly heldOut: string;
  readonly error: string;
  /** Of runs of the past. */
  readonly runs: readonly string[];
  readonly highContrast: boolean;
  readonly font: string;
  readonly codeFont: string;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const resolved = (name: string) => style.getPropertyValue(name).trim();
  const heldOut = opaque(resolved('--held-out-source'));
  document.body.style.setProperty('--held-out', heldOut);
  return {
    foreground: resolved('--ink'),
    muted: resolved('--ink-muted'),
    background: resolved('--paper'),
    grid: painted('--grid'),
    train: resolved('--train'),
    heldOut,
    error: resolved('--alarm'),
    runs: ['--vscode-charts-green', '--vscode-charts-purple', '--vscode-charts-red', '--vscode-charts-yellow'].map(
      (name) => opaque(resolved(name) || resolved('--ink-muted')),
    ),
    highContrast: document.body.classList.contains('vscode-high-contrast'),
    font: `11px ${resolved('--vscode-font-family') || 'sans-serif'}`,
    codeFont: resolved('--vscode-editor-font-family') || 'monospace',
  };
}

/** What a line is drawn with must not shine through. */
function opaque(color: string): string {
  const parsed = parseColor(color);
  return parsed ? `rgb(${parsed.join(', ')})` : color;
}

/** A mixture of colours as one that a canvas knows. */
function painted(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Calls after every change of theme. VS Code writes it to the body's class and data, and the colours to the root's style. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
}

export function rgb(color: string, otherwise: Rgb): Rgb {
  return parseColor(color) ?? otherwise;
}
