// The components of the language model, in one list. Everything that counts or names components is derived from it: the mixer
// inputs of the context-mixing kernel, the options of the terminal, the evaluation, and the dashboard.

interface Component {
  readonly id: string;
  /** Mixer inputs of its next-byte distribution: 2: logit and confidence, 1: logit, 0: it gives no distribution to the mixers. */
  readonly mixerInputs: 0 | 1 | 2;
}

interface MixedComponent extends Component {
  /** English text, the key of its translations in l10n/. */
  readonly label: string;
  /**
   * UTF-16 units of the workspace that context mixing learns with this input: it takes part in the texts that begin within them, and
   * in as many units of one text. 0: in none, Infinity: in all. It takes part in all that the user types.
   */
  readonly workspaceLimit: number;
}

/** Append new components that feed the mixers: prior.bin stores mixer weights in this order. */
export const components = [
  { id: 'contextMixing', mixerInputs: 0 },
  /** Trained on the texts of the workspace: there, the mixers would learn to trust it too much. */
  { id: 'workspaceNetwork', mixerInputs: 2, label: 'your network', workspaceLimit: 0 },
  /** After the limit the mixers know how much to trust it. */
  { id: 'pretrainedNetwork', mixerInputs: 1, label: 'pretrained network', workspaceLimit: 1_000_000 },
  /** Context mixing learns the text being typed, too. */
  { id: 'cache', mixerInputs: 0 },
  /** The word completion of the editor, a baseline: it is not part of the mixture. */
  { id: 'wordCompletion', mixerInputs: 0 },
] as const satisfies readonly (Component | MixedComponent)[];

export type ComponentId = (typeof components)[number]['id'];

type MixedRow = Extract<(typeof components)[number], MixedComponent>;

/** A component whose distribution is an input of the mixers. */
export type MixerComponentId = MixedRow['id'];

/** The components that feed the mixers, in the order of the kernel. */
export const mixerComponents: readonly (MixedComponent & { readonly id: MixerComponentId })[] = components.filter(
  (component): component is MixedRow => component.mixerInputs > 0,
);

/** A component that reads and learns the workspace together with context mixing. */
export type WorkspaceComponentId = Exclude<MixedRow, { readonly workspaceLimit: 0 }>['id'];

export const workspaceComponents: readonly WorkspaceComponentId[] = mixerComponents
  .filter(({ workspaceLimit }) => workspaceLimit > 0)
  .map(({ id }) => id as WorkspaceComponentId);

/** What the mixture can consist of. */
export const mixtureComponents: readonly ComponentId[] = components
  .map(({ id }) => id)
  .filter((id) => id !== 'wordCompletion');

interface EvaluatedModel {
  /** Its name in reports. */
  readonly name: string;
  readonly components: readonly ComponentId[];
  /** English text, the key of its translations in l10n/. */
  readonly label: string;
}

/** The models that an evaluation compares with the mixture of all components. */
export const evaluatedModels = [
  { name: 'wordCompletion', components: ['wordCompletion'], label: 'word completion of the editor' },
  { name: 'workspaceNetwork', components: ['workspaceNetwork'], label: 'workspace network' },
  { name: 'pretrainedNetwork', components: ['pretrainedNetwork'], label: 'pretrained network' },
  { name: 'contextMixing', components: ['contextMixing'], label: 'text statistics' },
  {
    name: 'contextMixing+cache',
    components: ['contextMixing', 'cache'],
    label: 'text statistics that also learn the test text',
  },
  {
    name: 'contextMixing+cache+pretrainedNetwork',
    components: ['contextMixing', 'cache', 'pretrainedNetwork'],
    label: 'text statistics, cache and pretrained network',
  },
  { name: 'mixture', components: mixtureComponents, label: 'all components' },
] as const satisfies readonly EvaluatedModel[];

export type EvaluatedModelName = (typeof evaluatedModels)[number]['name'];

/** A stored report may name a model of another version. */
export function labelOf(name: EvaluatedModelName): string {
  return evaluatedModels.find((model) => model.name === name)?.label ?? name;
}
