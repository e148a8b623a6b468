// Drawing happens on animation frames, at most once each, and not at all while nobody can see the page.

/** Returns a request: any number of them before the next frame draw once, and draws begin at least `gapMs` apart. */
export function onAnimationFrame(draw: () => void, gapMs = 0): () => void {
  let asked = false;
  let drawnAt = -Infinity;
  const frame = () => {
    asked = false;
    drawnAt = performance.now();
    draw();
  };
  return () => {
    if (asked) return;
    asked = true;
    const waitMs = drawnAt + gapMs - performance.now();
    const go = () => whenVisible(() => requestAnimationFrame(frame));
    if (waitMs > 0) setTimeout(go, waitMs);
    else go();
  };
}

function whenVisible(go: () => void): void {
  if (document.visibilityState === 'visible') return go();
  document.addEventListener('visibilitychange', () => whenVisible(go), { once: true });
}

/** Calls with the inner size of the element, now and whenever it changes. */
export function onResize(node: Element, resized: (width: number, height: number) => void): void {
  new ResizeObserver((entries) => {
    const box = entries.at(-1)!.contentRect;
    if (box.width > 0 && box.height > 0) resized(box.width, box.height);
  }).observe(node);
}
