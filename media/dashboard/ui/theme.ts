// Reads the editor's colors and fonts for drawing on canvases. Blue stands for training and activations below the mean, orange
// for held-out text and activations above the mean.
import { color, rgb, type RGBColor } from 'd3-color';

export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  readonly train: string;
  readonly heldOut: string;
  readonly error: string;
  /** The colors of compared runs. */
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
    grid: parseColor(resolved('--grid')).formatRgb(),
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
function opaque(text: string): string {
  return parseColor(text).copy({ opacity: 1 }).formatRgb();
}

/** d3-color parses the colors of themes. The browser converts other forms, such as `color-mix`, by painting a pixel. */
export function parseColor(text: string): RGBColor {
  const parsed = color(text);
  if (parsed) return parsed.rgb();
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return rgb(red!, green!, blue!);
}

/** Calls after each theme change. VS Code writes the theme to the class and data of the body, and the colors to the style of the root. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
}
