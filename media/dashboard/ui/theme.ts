// Reads the editor's colors and fonts for drawing on canvases. Blue stands for training and activations below the mean, orange
// for held-out text and activations above the mean.
import { parseColor, type Rgb } from '../charts/heatMapColors.ts';

export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  readonly train: string;
  readonly heldOut: string;
  readonly error: string;
  /** Of compared runs. */
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
    foreground: resolved('--foreground'),
    muted: resolved('--muted'),
    background: resolved('--background'),
    grid: resolvedColor('--grid'),
    train: resolved('--train'),
    heldOut,
    error: resolved('--error'),
    runs: ['--vscode-charts-green', '--vscode-charts-purple', '--vscode-charts-red', '--vscode-charts-yellow'].map(
      (name) => opaque(resolved(name) || resolved('--muted')),
    ),
    highContrast: document.body.classList.contains('vscode-high-contrast'),
    font: `11px ${resolved('--vscode-font-family') || 'sans-serif'}`,
    codeFont: resolved('--vscode-editor-font-family') || 'monospace',
  };
}

/** Without transparency, so that crossing lines keep their colors. */
function opaque(color: string): string {
  const parsed = parseColor(color);
  return parsed ? `rgb(${parsed.join(', ')})` : color;
}

/** Resolves `color-mix` to a color that a canvas accepts. */
function resolvedColor(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Calls after each theme change. VS Code writes the theme to the class and data of the body, and the colors to the style of the root. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
}

export function rgb(color: string, fallback: Rgb): Rgb {
  return parseColor(color) ?? fallback;
}
