// One completion request at a time: a newer one, or the editor, cancels the request before it, which then has no reply.
import type { CancellationToken } from 'vscode';
import type { CompletionReply, CompletionRequest, PredictorApi } from '../../protocol/predictor.ts';

export class NewestCompletion {
  private cancelCurrent: (() => void) | undefined;

  /** Undefined: it was cancelled. Rejects as the predictor does. */
  async complete(
    remote: PredictorApi,
    request: CompletionRequest,
    token: CancellationToken,
  ): Promise<CompletionReply | undefined> {
    this.cancelCurrent?.();
    let settle = (): void => undefined;
    const cancelled = new Promise<undefined>((resolve) => (settle = () => resolve(undefined)));
    const cancel = (): void => {
      if (this.cancelCurrent !== cancel) return;
      this.cancelCurrent = undefined;
      remote.cancel();
      settle();
    };
    this.cancelCurrent = cancel;
    const subscription = token.onCancellationRequested(cancel);
    try {
      return await Promise.race([remote.complete(request), cancelled]);
    } finally {
      subscription.dispose();
      if (this.cancelCurrent === cancel) this.cancelCurrent = undefined;
    }
  }
}
