// What the request and reply layer (src/protocol/rpc.ts) and the supervision cost: round trips of a completion request with 4000
// characters, over the layer and over plain messages with a number, which it replaced. Blocks of both take turns in one run.
//   node bench/latency/rpc.ts [--blocks 20] [--calls 500]      prints JSON, times in microseconds
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { quantile } from 'simple-statistics';
import { startProcess, startThread, type Program } from '../../src/processes/program.ts';
import { SupervisedProcess } from '../../src/processes/supervisedProcess.ts';
import type { CompletionReply, CompletionRequest } from '../../src/protocol/predictor.ts';
import { defaultSampling } from '../../src/protocol/settings.ts';

interface EchoApi {
  complete(request: CompletionRequest): Promise<CompletionReply>;
}

type Complete = EchoApi['complete'];

const { values } = parseArgs({
  options: { blocks: { type: 'string', default: '20' }, calls: { type: 'string', default: '500' } },
});
const [blocks, calls] = [Number(values.blocks), Number(values.calls)];
const file = fileURLToPath(new URL('./rpcEcho.ts', import.meta.url));
const request: CompletionRequest = {
  document: 'bench/latency/rpc.ts',
  before: 'const sum = values.reduce((total, value) => total + value, 0);\n'.repeat(64).slice(0, 4000),
  after: '\n}\n'.repeat(300),
  maxCharacters: 120,
  multiline: false,
  model: 'mixture',
  sampling: defaultSampling,
};

/** Plain messages with a number. */
function overMessages(program: Program): { complete: Complete; close: () => void } {
  const waiting = new Map<number, (reply: CompletionReply) => void>();
  let lastId = 0;
  program.listen((message) => {
    const reply = message as CompletionReply & { readonly id: number };
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  const complete: Complete = (request) =>
    new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      program.post({ type: 'complete', id, request });
    });
  return { complete, close: () => program.kill() };
}

function overRpc(start: () => Program): { complete: Complete; close: () => void } {
  const supervised = new SupervisedProcess<EchoApi>({
    name: 'The echo',
    start,
    events: {},
    handlers: {},
    onExit: ({ message }) => console.error(message),
    onError: ({ message }) => console.error(message),
  });
  return { complete: supervised.start().complete, close: () => supervised.close() };
}

async function roundTrips(complete: Complete, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call < count; call++) {
    const startedAt = performance.now();
    await complete(request);
    times.push(1000 * (performance.now() - startedAt));
  }
  return times;
}

const summary = (times: readonly number[]) => ({
  p50: Math.round(10 * quantile([...times], 0.5)) / 10,
  p95: Math.round(10 * quantile([...times], 0.95)) / 10,
});

async function compare(start: (layer: string) => Program) {
  const layers = { messages: overMessages(start('messages')), rpc: overRpc(() => start('rpc')) };
  const times = { messages: [] as number[], rpc: [] as number[] };
  for (const layer of ['messages', 'rpc'] as const) await roundTrips(layers[layer].complete, 2000);
  for (let block = 0; block < blocks; block++) {
    for (const layer of ['messages', 'rpc'] as const) {
      for (const time of await roundTrips(layers[layer].complete, calls)) times[layer].push(time);
    }
  }
  for (const layer of Object.values(layers)) layer.close();
  const [messages, rpc] = [summary(times.messages), summary(times.rpc)];
  return { messages, rpc, overheadP50: Math.round(10 * (rpc.p50 - messages.p50)) / 10 };
}

const thread = await compare((layer) => startThread(file, 'echo', { layer }));
const process = await compare((layer) => startProcess(file, [layer]));
console.log(JSON.stringify({ unit: 'microseconds', roundTrips: blocks * calls, thread, process }, undefined, 2));
