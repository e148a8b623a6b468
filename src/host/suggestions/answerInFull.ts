// Asks the predictor as typing does and, where there is no suggestion, for the most probable word with its figures: the search for a
// suggestion ends before it finds a word that cannot pass. No request of a key does so.
import { CancellationTokenSource } from 'vscode';
import type { CompletionReply, CompletionRequest } from '../../protocol/predictor.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';

/** Undefined: a newer request came. Rejects when the program exits. */
export async function answerInFull(
  predictor: Pick<PredictorClient, 'answer' | 'ask'>,
  request: CompletionRequest,
): Promise<CompletionReply | undefined> {
  const { token } = new CancellationTokenSource();
  const reply = await predictor.answer(request, token);
  if (!reply?.refusal || request.model !== 'mixture') return reply;
  const explained = await predictor.ask((remote) => remote.explain({ ...request, text: '' }));
  if (!explained) return reply;
  // A network that was left out, because it had much text to read, has read it now.
  return explained.refusal ? { ...reply, refusal: explained.refusal } : predictor.answer(request, token);
}
