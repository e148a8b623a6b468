// Files with networks, which suites import and export by the commands.
import { commands, Uri } from 'vscode';
import { newDocument } from './documents.ts';
import { extension } from './extensionHost.ts';
import { answerAt } from './ghostText.ts';
import { beginWithNothing } from './suite.ts';
import { smallTraining } from './trainingSteps.ts';
import { answerInSuite, dialogs, type Dialog } from './windowFunction.ts';

/** Networks of PyTorch that know one sentence: python/tests/make_fixture.py. */
const fixture = (name: string): Uri => Uri.joinPath(extension.extensionUri, 'test/fixtures/pytorch', name);
export const gruFile = fixture('gru.safetensors');
export const twoLayersFile = fixture('lstm-2-layers.safetensors');
export const sentence = 'the hidden state remembers what the network has read.';

export async function suggestionAfter(before: string): Promise<string | undefined> {
  const { items } = await answerAt(await newDocument(before, 'markdown'));
  return items[0]?.insertText as string | undefined;
}

/** The hooks of a suite, and its steps. `answers`: to the dialogs of one test; `shown`: their texts since the last step. */
export function exchangeModels() {
  const answers = new Map<Dialog, unknown>();
  const shown = answerInSuite(dialogs, (_text, _buttons, name) => answers.get(name));
  beginWithNothing({
    ...smallTraining,
    'suggestions.temperature': 0,
    'suggestions.model': 'network',
    'suggestions.multiline': false,
  });
  beforeEach(() => answers.clear());
  const importFile = async (file: Uri | undefined): Promise<void> => {
    shown.length = 0;
    await commands.executeCommand('hiddenState.importCheckpoint', file);
  };
  const exportTo = async (file: string): Promise<void> => {
    answers.set('showSaveDialog', Uri.file(file));
    shown.length = 0;
    await commands.executeCommand('hiddenState.exportCheckpoint');
  };
  return { answers, shown, lastShown: () => shown.at(-1) ?? '', importFile, exportTo };
}
