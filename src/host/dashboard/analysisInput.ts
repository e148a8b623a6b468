// What the analyzer works on: the checkpoint that suggestions come from, and the current texts of the workspace.
import { workspace } from 'vscode';
import type { AnalysisInput } from '../processes/analyzerClient.ts';
import type { CheckpointStore } from '../storage/checkpointStore.ts';
import type { WorkspaceReader } from '../workspace/workspaceReader.ts';

/** Nothing in an untrusted workspace, where no file is read. */
export function analysisInput(store: CheckpointStore, reader: WorkspaceReader): AnalysisInput {
  return {
    checkpoint: async () => (workspace.isTrusted ? store.load() : undefined),
    texts: async () => (await reader.read()).texts,
  };
}
