// The completer at its end of the wire: one request at a time, the newest wins.
import { unexpected, type Channel } from '../protocol/channel.ts';
import type { FromPredictor, ToPredictor } from '../protocol/predictor.ts';
import { generateSample, predictNextCharacter } from './dashboardQueries.ts';
import { createCompleter, type CompleterOptions } from './completer.ts';

export function serve(channel: Channel<ToPredictor, FromPredictor>, surroundings: CompleterOptions): void {
  const completer = createCompleter(surroundings);
  /** The request that is being answered; any other has been cancelled. */
  let wanted: number | undefined;

  function fail(error: unknown): void {
    channel.send({ type: 'failed', message: messageOf(error) });
  }

  async function complete({ id, request }: Extract<ToPredictor, { type: 'complete' }>): Promise<void> {
    const began = surroundings.now();
    wanted = id;
    let completion;
    try {
      completion = await completer.complete(request, () => wanted !== id);
    } catch (error) {
      fail(error);
    }
    channel.send({ type: 'completion', id, completion, elapsedMs: surroundings.now() - began });
  }

  async function look({ id, request }: Extract<ToPredictor, { type: 'outlook' }>): Promise<void> {
    const seen = await completer.query((network) => predictNextCharacter(network, request)).catch(fail);
    channel.send({ type: 'outlook', id, outlook: seen ?? undefined });
  }

  async function makeUp({ id, request }: Extract<ToPredictor, { type: 'sample' }>): Promise<void> {
    const text = await completer.query((network) => generateSample(network, request)).catch(fail);
    channel.send({ type: 'sample', id, text: text ?? undefined });
  }

  async function load({ checkpoint, version }: Extract<ToPredictor, { type: 'load' }>): Promise<void> {
    try {
      const { bitsPerChar } = await completer.load(checkpoint, version);
      channel.send({ type: 'loaded', version, bitsPerChar });
    } catch (error) {
      channel.send({ type: 'refused', version, message: messageOf(error) });
    }
  }

  channel.receive((message) => {
    switch (message.type) {
      case 'load':
        return void load(message);
      case 'learn':
        return void completer.learn(message.texts, message).catch(fail);
      case 'forget':
        return completer.forget();
      case 'outlook':
        return void look(message);
      case 'sample':
        return void makeUp(message);
      case 'complete':
        return void complete(message);
      case 'typed':
        return completer.typedThrough(message.request);
      case 'cancel':
        if (wanted === message.id) wanted = undefined;
        return;
      default:
        return unexpected(message);
    }
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
