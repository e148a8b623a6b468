// Asks the predictor shortly after a key, before the editor does: the editor waits 50 ms after the last key. So the answer is often
// there when the editor asks.
import { isDeepStrictEqual } from 'node:util';
import {
  CancellationTokenSource,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type Position,
  type TextDocument,
} from 'vscode';
import type { CompletionRequest } from '../../protocol/predictor.ts';

/** Milliseconds from a key to the early request: the editor shows the key first. */
const afterKeyMs = 30;
/** So many early requests in a row may be in vain. Where the editor asks for no suggestions, none is sent. */
const mostInVain = 3;

type Ask<Reply> = (request: CompletionRequest, token: CancellationToken) => Promise<Reply | undefined>;

interface EarlyRequest<Reply> {
  readonly request: CompletionRequest;
  readonly source: CancellationTokenSource;
  readonly reply: Promise<Reply | undefined>;
}

export interface EarlyRequests<Reply> extends Disposable {
  /** Answers the request of the editor: with the early answer, if the request is the same. */
  readonly answer: Ask<Reply>;
  /** Begins to watch what is typed. `requestAt`: the request that the editor would cause; undefined if none. */
  start(requestAt: (document: TextDocument, position: Position) => Promise<CompletionRequest | undefined>): void;
}

export function createEarlyRequests<Reply>(ask: Ask<Reply>): EarlyRequests<Reply> {
  let early: EarlyRequest<Reply> | undefined;
  let inVain = 0;
  /** Increases with each key and each request of the editor. */
  let current = 0;
  let timer: NodeJS.Timeout | undefined;
  let subscription: Disposable | undefined;

  function drop(): void {
    current++;
    clearTimeout(timer);
    early?.source.cancel();
    early?.source.dispose();
    early = undefined;
  }

  return {
    answer: async (request, token) => {
      inVain = 0;
      if (!early || !isDeepStrictEqual(early.request, request)) {
        drop();
        return ask(request, token);
      }
      const { source, reply } = early;
      early = undefined;
      const cancelling = token.onCancellationRequested(() => source.cancel());
      if (token.isCancellationRequested) source.cancel();
      try {
        return await reply;
      } finally {
        cancelling.dispose();
        source.dispose();
      }
    },
    start: (requestAt) => {
      const askEarly = async (document: TextDocument): Promise<void> => {
        const { activeTextEditor: editor } = window;
        if (editor?.document !== document) return;
        const own = current;
        const request = await requestAt(document, editor.selection.active);
        if (!request || own !== current) return;
        inVain++;
        const source = new CancellationTokenSource();
        early = { request, source, reply: ask(request, source.token) };
        // The request of the editor reports it.
        early.reply.catch(() => undefined);
      };
      subscription = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || document !== window.activeTextEditor?.document) return;
        drop();
        if (inVain < mostInVain) timer = setTimeout(() => void askEarly(document).catch(() => undefined), afterKeyMs);
      });
    },
    dispose: () => {
      subscription?.dispose();
      drop();
    },
  };
}
