// Small charts as SVG in the page. The stylesheet sets their colors, so they follow the theme. An exported copy contains the
// computed colors.
import { html, render, svg, type TemplateResult } from 'lit';
import type { Picture } from '../ui/dataDialog.ts';
import { element } from '../ui/element.ts';
import { onAnimationFrame, onResize } from '../ui/animationFrames.ts';
import './svgFigure.css';

/** An SVG template. */
export type SvgShape = TemplateResult<2>;

/** `at`: x and y in CSS pixels. */
export function svgLabel(
  [x, y]: readonly [x: number, y: number],
  anchor: 'start' | 'middle' | 'end',
  text: string,
  kind = 'tick',
): SvgShape {
  return svg`<text x=${x} y=${y} text-anchor=${anchor} class=${kind}>${text}</text>`;
}

export interface SvgFigure {
  readonly node: HTMLElement;
  /** Paints on the next frame. `description` is the label for screen readers. */
  repaint(description: string): void;
  readonly picture: Picture;
}

/** `paint` gets the size in CSS pixels. `name` is a class for the stylesheet. */
export function svgFigure(name: string, paint: (width: number, height: number) => readonly SvgShape[]): SvgFigure {
  const node = element('div', { class: `figure-box ${name}` });
  let size = { width: 0, height: 0 };
  let description: string | undefined;
  const paintSoon = onAnimationFrame(() => {
    if (description === undefined) return;
    const { width, height } = size;
    const shapes = width > 0 ? paint(width, height) : [];
    render(
      html`<svg role="img" class="figure-svg" aria-label=${description} viewBox="0 0 ${width} ${height}">
        ${shapes}
      </svg>`,
      node,
    );
  });
  onResize(node, (width, height) => {
    size = { width, height };
    paintSoon();
  });
  return {
    node,
    repaint(text) {
      description = text;
      paintSoon();
    },
    picture: {
      svg: () => standaloneSvg(node, size),
      canvas: () => canvasOf(standaloneSvg(node, size), size),
    },
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function standaloneSvg(node: HTMLElement, { width, height }: Size): string {
  const original = node.querySelector('svg')!;
  const copy = original.cloneNode(true) as SVGElement;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const originals = original.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((one, index) => copyStyle(one, getComputedStyle(originals[index]!)));
  const text = new XMLSerializer().serializeToString(copy);
  // Removes the comments that Lit inserts for its expressions. They hold no angle brackets.
  return `${text.replace(/<!--[^<>]*-->/g, '')}\n`;
}

/** Writes the computed style as attributes. */
function copyStyle(to: Element, style: CSSStyleDeclaration): void {
  const names = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'opacity'];
  const font = to.tagName === 'text' ? ['font-family', 'font-size', 'font-weight'] : [];
  for (const name of [...names, ...font]) to.setAttribute(name, style.getPropertyValue(name));
}

async function canvasOf(svgText: string, { width, height }: Size): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText)}`;
  await image.decode();
  const ratio = Math.max(2, devicePixelRatio);
  const canvas = element('canvas', { width: String(width * ratio), height: String(height * ratio) });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
