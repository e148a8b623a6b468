// The other end of the round trips that rpc.ts measures, as a thread or a process. Its argument is the layer.
import { parentPort, workerData } from 'node:worker_threads';
import { connect, type Port } from '../../src/protocol/rpc.ts';
import type { CompletionReply, CompletionRequest } from '../../src/protocol/predictor.ts';

const port: Port = parentPort
  ? {
      post: (message) => parentPort!.postMessage(message),
      listen: (listener) => void parentPort!.on('message', listener),
    }
  : { post: (message) => void process.send!(message), listen: (listener) => void process.on('message', listener) };
const layer: unknown = parentPort ? workerData.layer : process.argv.at(-1);

const reply = (request: CompletionRequest): CompletionReply => ({
  completion: { text: request.before.slice(-20), probability: 1 },
  refusal: undefined,
  elapsedMs: 0,
});

if (layer === 'rpc') {
  connect(port, { complete: async (request: CompletionRequest) => reply(request) }, { events: {} });
} else {
  // Only rpc.ts sends messages, with this type.
  port.listen((message) => {
    const { id, request } = message as { readonly id: number; readonly request: CompletionRequest };
    port.post({ type: 'completion', id, ...reply(request) });
  });
}
