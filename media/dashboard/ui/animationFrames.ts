// Draws on animation frames, at most once per frame, and never while the page is hidden.

/** Returns a request function. Requests before the next frame draw once. Draws start at least `gapMs` apart. */
export function onAnimationFrame(draw: () => void, gapMs = 0): () => void {
  let isRequested = false;
  let drawnAt = -Infinity;
  const frame = () => {
    isRequested = false;
    drawnAt = performance.now();
    draw();
  };
  return () => {
    if (isRequested) return;
    isRequested = true;
    const waitMs = drawnAt + gapMs - performance.now();
    const schedule = () => whenVisible(() => requestAnimationFrame(frame));
    if (waitMs > 0) setTimeout(schedule, waitMs);
    else schedule();
  };
}

function whenVisible(run: () => void): void {
  if (document.visibilityState === 'visible') return run();
  document.addEventListener('visibilitychange', () => whenVisible(run), { once: true });
}

/** Reports the content size of the element, now and after each change. */
export function onResize(node: Element, resized: (width: number, height: number) => void): void {
  new ResizeObserver((entries) => {
    const box = entries.at(-1)!.contentRect;
    if (box.width > 0 && box.height > 0) resized(box.width, box.height);
  }).observe(node);
}
