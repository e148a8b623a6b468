// Asks once more when the user has stopped typing: what was not ready or not worth its time while they typed may appear now, and where it
// does not, the reason is that of a user who waits. A key costs no more, because it only moves the timer.
import { Disposable, window } from 'vscode';
import { pauseMs } from '../../completion/decide/pace.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import type { AutomaticRequest, RequestOutcome } from './lastRequests.ts';
import { activeProvider } from './otherProviders.ts';

export interface PauseRequestParts {
  readonly completions: Pick<InlineCompletions, 'requests' | 'askAgain'>;
  /** The editor asks, as while the user types. */
  readonly askEditor: () => Promise<void>;
  readonly isNextEditShown: () => boolean;
}

/** At one place. */
const mostTimes = 3;
const notRepeated: readonly RequestOutcome['kind'][] = ['delayed', 'shown', 'selected'];

export function createPauseRequests(parts: PauseRequestParts): Disposable {
  const { completions, askEditor, isNextEditShown } = parts;
  const { requests } = completions;
  let timer: NodeJS.Timeout | undefined;
  /** The last request that was made again. */
  let repeated: Place | undefined;
  let times = 0;

  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void repeat().catch(() => undefined), pauseMs);
  };

  async function repeat(): Promise<void> {
    const { activeTextEditor: editor } = window;
    if (!editor) return;
    const { document, selection } = editor;
    const last = requests.lastAt(document, selection.active);
    // One that is delayed appears by itself, one that appeared may have been hidden by the user, and the editor asks when its list closes.
    if (!last || notRepeated.includes(last.answer.kind)) return;
    const isRepeated = isSame(last, repeated);
    // The editor may ask there again, and cancel that.
    if (isRepeated && (last.answer.kind !== 'cancelled' || times === mostTimes)) return;
    if (requests.isAsking) return wait();
    [repeated, times] = [last, isRepeated ? times + 1 : 1];
    const found = await completions.askAgain(document, selection.active);
    // The editor would ask other extensions, too.
    if (found && !isNextEditShown() && activeProvider() === undefined) await askEditor();
  }

  // The cursor may come back to the place of the last request.
  const subscription = Disposable.from(requests.onAnswer(wait), window.onDidChangeTextEditorSelection(wait));
  return {
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}

type Place = Omit<AutomaticRequest, 'answer'>;

function isSame(one: Place, other: Place | undefined): boolean {
  return one.document === other?.document && one.version === other.version && one.position.isEqual(other.position);
}
