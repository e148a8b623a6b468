// Small charts as SVG elements of the page: their colours come from the stylesheet, so that they follow the theme by
// themselves, and a copy with those colours written in can be kept as a file.
import { element } from '../ui/element.ts';
import { onAnimationFrame, onResize } from '../ui/animationFrames.ts';

const namespace = 'http://www.w3.org/2000/svg';

export type SvgShape = SVGElement;

export function svgShape(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: Node[]
): SvgShape {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

export function svgLabel(
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  text: string,
  kind = 'tick',
): SvgShape {
  const made = svgShape('text', { x, y, 'text-anchor': anchor, class: kind });
  made.textContent = text;
  return made;
}

export interface SvgFigure {
  readonly node: HTMLElement;
  /** Paints anew on the next frame; `description` is what a screen reader says. */
  repaint(description: string): void;
  /** As a file of its own. */
  svg(): string;
  canvas(): Promise<HTMLCanvasElement>;
}

/** `paint` is told the size in CSS pixels. `name` is a class for the stylesheet. */
export function svgFigure(name: string, paint: (width: number, height: number) => readonly SvgShape[]): SvgFigure {
  const svg = svgShape('svg', { role: 'img', class: 'figure-svg' });
  const node = element('div', { class: `figure-box ${name}` });
  node.append(svg);
  let size = { width: 0, height: 0 };
  let described = false;
  const request = onAnimationFrame(() => {
    if (size.width === 0 || !described) return;
    svg.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    svg.replaceChildren(...paint(size.width, size.height));
  });
  onResize(node, (width, height) => {
    size = { width, height };
    request();
  });
  const standalone = (): string => {
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute('width', String(size.width));
    copy.setAttribute('height', String(size.height));
    const originals = svg.querySelectorAll('*');
    copy.querySelectorAll('*').forEach((one, index) => writeStyle(one, getComputedStyle(originals[index]!)));
    return `${new XMLSerializer().serializeToString(copy)}\n`;
  };
  return {
    node,
    repaint(description) {
      described = true;
      svg.setAttribute('aria-label', description);
      request();
    },
    svg: standalone,
    canvas: () => drawn(standalone(), size.width, size.height),
  };
}

/** What the stylesheet says, as attributes. */
function writeStyle(to: Element, style: CSSStyleDeclaration): void {
  const names = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'opacity'];
  const font = to.tagName === 'text' ? ['font-family', 'font-size', 'font-weight'] : [];
  for (const name of [...names, ...font]) to.setAttribute(name, style.getPropertyValue(name));
}

async function drawn(svg: string, width: number, height: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const ratio = Math.max(2, devicePixelRatio);
  const canvas = element('canvas', { width: String(width * ratio), height: String(height * ratio) });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
