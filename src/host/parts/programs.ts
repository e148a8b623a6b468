// Creates the parts that ask the other programs, and the reader of files, which has the maskers judge their content.
import { Uri, workspace } from 'vscode';
import type { SourceText } from '../../corpus/sourceText.ts';
import { heapMbForText, startProcess, startThread, startWithFallback, type Program } from '../../processes/program.ts';
import { AnalyzerClient } from '../processes/analyzerClient.ts';
import { createMaskers } from '../processes/maskers.ts';
import type { CheckpointSource } from '../processes/checkpointSource.ts';
import { PredictorClient } from '../processes/predictorClient.ts';
import { corpusLimits, predictorOptions, settings } from '../settings.ts';
import { WorkspaceReader } from '../workspace/workspaceReader.ts';
import type { AnalyzerOptions } from '../../protocol/analyzer.ts';
import type { StorageParts } from './storage.ts';
import type { WindowContext } from './window.ts';

export type ProgramParts = ReturnType<typeof createPrograms>;

export function createPrograms({ context, warn, own }: WindowContext, { store, learnedStore }: StorageParts) {
  const program = (name: string): string => Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const thread = (name: string, options: object, heapMb: number): Program =>
    startThread(program(`${name}.mjs`), `Hidden State ${name}`, options, heapMb);

  /** A process of its own, or a thread where the machine permits none. */
  const ownProgram = (name: string, options: object, heapMb: number): Program =>
    startWithFallback(
      () => startProcess(program(`${name}.mjs`), options, heapMb),
      () => thread(name, options, heapMb),
    );

  const maskers = own(
    createMaskers(
      {
        files: (heapMb) => ownProgram('masker', {}, heapMb),
        typing: (heapMb) => thread('masker', {}, heapMb),
      },
      warn,
    ),
  );
  const reader = own(new WorkspaceReader(maskers.learnableText));
  const startPredictor = (): Program => {
    const { drafts } = learnedStore;
    const options = { ...predictorOptions(), ...(drafts !== undefined && { drafts }) };
    return ownProgram('predictor', options, heapMbForText(corpusLimits().maxTotalCharacters));
  };
  const predictor = own(new PredictorClient(startPredictor, warn));
  own(predictor.onState((state) => maskers.follow(state)));
  const startAnalyzer = (): Program =>
    startProcess(program('analyzer.mjs'), {
      pretrained: settings.suggestions.pretrained.value(),
    } satisfies AnalyzerOptions);
  // Nothing in an untrusted workspace, where no file is read.
  const checkpoint: CheckpointSource = {
    pass: async (work) => (workspace.isTrusted ? store.pass(work) : undefined),
  };
  const texts = async (): Promise<readonly SourceText[]> => (await reader.read()).texts;
  const analyzer = own(new AnalyzerClient(startAnalyzer, { checkpoint, texts }, warn));
  return { maskers, reader, predictor, analyzer };
}
