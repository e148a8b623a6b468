// Which components the analyses of suggestions use, and how much text they learn.
import {
  evaluatedModels,
  workspaceComponents,
  type ComponentId,
  type EvaluatedModelName,
} from '../model/components.ts';
import type { Models } from '../model/createModels.ts';
import type { TrainingText } from '../model/trainingText.ts';

/** UTF-16 units that context mixing learns. More would take minutes. */
export const maxLearnedLength = 4_000_000;

/** Context mixing always has the components that learn the workspace with it, where they are available, as in the predictor. */
export function componentsOf(name: EvaluatedModelName, models: Models): readonly ComponentId[] {
  const { components } = evaluatedModels.find((model) => model.name === name)!;
  const all = new Set<ComponentId>(components);
  if (all.has('contextMixing')) for (const id of workspaceComponents) all.add(id);
  return [...all].filter((component) => models.has(component));
}

/** The texts that fit into the limit, in UTF-16 units. */
export function upTo<Text extends TrainingText>(texts: readonly Text[], limit: number): readonly Text[] {
  let length = 0;
  return texts.filter(({ text }) => (length += text.length) <= limit);
}
