// The masker's thread: searches text for secrets. Whatever a text makes of an expression, only this thread waits for it.
import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { learnableText } from '../corpus/learnableText.ts';
import { loadRules } from '../corpus/secrets/findSecrets.ts';
import { maskBeforeCaret } from '../corpus/secrets/maskBeforeCaret.ts';
import type { MaskerApi } from '../protocol/masker.ts';
import { usageOfThread } from '../protocol/programUsage.ts';
import { connect } from '../protocol/rpc.ts';

const port = parentPort;
if (!port) throw new Error('The masker runs as a worker.');

const masker: MaskerApi = {
  prepare: async () => loadRules(),
  learnableText: async (read) => learnableText(read),
  maskBeforeCaret: async ({ before, after, length, path }) => maskBeforeCaret(before, after, length, path),
};
connect(
  { post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) },
  masker,
  { events: {}, usage: () => usageOfThread(process, () => performance.eventLoopUtilization().active) },
);
