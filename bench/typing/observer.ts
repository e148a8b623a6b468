// Runs in the editor's page: records what the user sees in each frame where it changes, and the time from a key to the paint of its
// character. A MutationObserver on the text of the editor finds the changes.
import type { Page } from 'playwright-core';
import type { Frame } from './flicker.ts';

export interface Recording {
  readonly frames: readonly Frame[];
  /** Milliseconds from each key to the end of the frame with the next change of the text. */
  readonly paintMs: readonly number[];
  /** Milliseconds from the last key to the end of the frame in which a suggestion appears, where none was visible. */
  readonly appearMs: readonly number[];
}

export interface PageObserver {
  /** What the last frame shows, and for how many milliseconds the suggestion has been visible: also while it is typed along. */
  current(): Omit<Frame, 'at'> & { readonly visibleMs: number };
  /** What was recorded since the last call. */
  take(): Recording;
}

declare global {
  interface Window {
    typing: PageObserver;
  }
}

export async function observe(page: Page): Promise<void> {
  // The transpiler may wrap named functions in a helper that the page does not have.
  await page.evaluate(`globalThis.__name ??= (each) => each; (${observePage.toString()})()`);
}

/** Self-contained, because the page gets its source text. */
function observePage(): void {
  const frames: Frame[] = [];
  const paintMs: number[] = [];
  const appearMs: number[] = [];
  let keyAt: number | undefined;
  let lastKeyAt = 0;
  let isScheduled = false;
  let appearedAt = 0;
  let shown: Omit<Frame, 'at'> = { line: '', typed: '', ghost: '', isListOpen: false };

  const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
  const isGhost = (node: Node): boolean => node.parentElement?.closest('[class*="ghost-text"]') !== null;

  /** The text on the caret's line before the caret, and the ghost text there and below, which the editor shows in a zone of its own. */
  function read(): Omit<Frame, 'at'> {
    // The editor removes ghost text 100 ms before the list gets the class `visible`.
    const isListOpen = document.querySelector('.suggest-widget[monaco-visible-content-widget]') !== null;
    const group = document.querySelector('.editor-group-container.active .monaco-editor');
    const cursor = group?.querySelector<HTMLElement>('.cursors-layer .cursor');
    const top = cursor?.style.top ?? '';
    const line = [...(group?.querySelectorAll<HTMLElement>('.view-lines > .view-line') ?? [])].find(
      (each) => each.style.top === top,
    );
    if (!line || !cursor) return { line: top, typed: '', ghost: '', isListOpen };
    let typed = '';
    let ghost = '';
    let isBefore = true;
    /** Between the caret and the ghost text: the page shows blanks at its beginning outside of it. */
    let blanks = '';
    const caretAt = cursor.getBoundingClientRect().left;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = plain(node.textContent ?? '');
      if (isGhost(node)) {
        ghost += ghost === '' ? blanks + text : text;
        isBefore = false;
        continue;
      }
      const range = document.createRange();
      for (let at = 0; at < text.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        isBefore &&= range.getBoundingClientRect().right <= caretAt + 2;
        if (isBefore) typed += text[at];
        else if (ghost !== '' || text[at] !== ' ') break;
        else blanks += ' ';
      }
    }
    const below = group?.querySelectorAll('.view-zones .suggest-preview-text .view-line') ?? [];
    return {
      line: top,
      typed,
      ghost: [ghost, ...Array.from(below, (each) => plain(each.textContent ?? ''))].join('\n'),
      isListOpen,
    };
  }

  /** Whether the suggestion is what is left of the last one, whose beginning was typed since. */
  function isRest({ typed, ghost }: Pick<Frame, 'typed' | 'ghost'>): boolean {
    if (ghost === '' || !shown.ghost.endsWith(ghost)) return false;
    const written = shown.typed + shown.ghost.slice(0, shown.ghost.length - ghost.length);
    return typed === written.slice(written.lastIndexOf('\n') + 1);
  }

  function record(): void {
    isScheduled = false;
    const seen = read();
    const last = shown;
    if (!isRest(seen)) appearedAt = performance.now();
    if (last.ghost === '' && seen.ghost !== '') appearMs.push(appearedAt - lastKeyAt);
    shown = seen;
    const isSame = (['line', 'typed', 'ghost', 'isListOpen'] as const).every((name) => last[name] === seen[name]);
    if (frames.length === 0 || !isSame) frames.push({ at: performance.now(), ...seen });
  }

  /** A frame ends with the first task after its animation callbacks. */
  function afterFrame(work: () => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = work;
      port2.postMessage(undefined);
    });
  }

  new MutationObserver(() => {
    if (isScheduled) return;
    isScheduled = true;
    const key = keyAt;
    keyAt = undefined;
    afterFrame(() => {
      if (key !== undefined) paintMs.push(performance.now() - key);
      record();
    });
  }).observe(document.querySelector('.monaco-workbench .part.editor')!, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      lastKeyAt = timeStamp;
      if (key.length === 1) keyAt = timeStamp;
    },
    { capture: true },
  );
  window.typing = {
    current: () => ({ ...read(), visibleMs: performance.now() - appearedAt }),
    take: () => ({ frames: frames.splice(0), paintMs: paintMs.splice(0), appearMs: appearMs.splice(0) }),
  };
}
