// The masker as a program: searches text for secrets. Whatever a text makes of an expression, only this program waits for it.
import { learnableText } from '../corpus/learnableText.ts';
import { loadRules } from '../corpus/secrets/findSecrets.ts';
import { maskBeforeCaret } from '../corpus/secrets/maskBeforeCaret.ts';
import type { MaskerApi } from '../protocol/masker.ts';
import { connect } from '../protocol/rpc.ts';
import { hostPort } from '../processes/hostPort.ts';

const { port, usage } = hostPort();

const masker: MaskerApi = {
  prepare: async () => loadRules(),
  learnableText: async (read) => learnableText(read),
  maskBeforeCaret: async ({ before, after, length, path }) => maskBeforeCaret(before, after, length, path),
};
connect(port, masker, { events: {}, usage });
