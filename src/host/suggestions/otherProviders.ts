// Other extensions that make inline suggestions. The editor shows the first answer and cancels the others, so the user decides
// whether this extension suggests while they are active.
import { extensions, l10n, window } from 'vscode';
import { change } from '../setting.ts';
import { settings } from '../settings.ts';

/** Extension identifiers, in lower case, with their names. */
const knownProviders: Readonly<Record<string, string>> = {
  'github.copilot': 'GitHub Copilot',
  'github.copilot-chat': 'GitHub Copilot',
  'codeium.codeium': 'Windsurf',
  'supermaven.supermaven': 'Supermaven',
  'tabnine.tabnine-vscode': 'Tabnine',
  'continue.continue': 'Continue',
  'amazonwebservices.amazon-q-vscode': 'Amazon Q',
  'sourcegraph.cody-ai': 'Cody',
  'google.geminicodeassist': 'Gemini Code Assist',
  'googlecloudtools.cloudcode': 'Gemini Code Assist',
  'visualstudioexptteam.vscodeintellicode': 'IntelliCode',
  'augment.vscode-augment': 'Augment',
  'blackboxapp.blackbox': 'Blackbox',
  'tabbyml.vscode-tabby': 'Tabby',
  'ggml-org.llama-vscode': 'llama.vscode',
  'rjmacarthy.twinny': 'twinny',
  'fittentech.fitten-code': 'Fitten Code',
  'alibaba-cloud.tongyi-lingma': 'Lingma',
  'smallcloud.codify': 'Refact',
  'gitlab.gitlab-workflow': 'GitLab Duo',
  'ibm.wca-core': 'watsonx Code Assistant',
  'kilocode.kilo-code': 'Kilo Code',
};

/** The name of the first known provider that is active. */
export function activeProvider(
  isActive: (id: string) => boolean = (id) => extensions.getExtension(id)?.isActive === true,
): string | undefined {
  const [, name] = Object.entries(knownProviders).find(([id]) => isActive(id)) ?? [];
  return name;
}

/** The extension that the user prefers to this one, while it is active. */
export const preferredProvider = (): string | undefined =>
  settings.suggestions.otherProviders.value() === 'yield' ? activeProvider() : undefined;

/** Asks the user what to do beside another provider. The menu and the view offer it while one is active. */
export async function chooseOtherProviders(): Promise<void> {
  const { otherProviders } = settings.suggestions;
  const choices = [
    { label: l10n.t('Both suggest'), value: 'share' },
    { label: l10n.t('Hidden State only on demand'), value: 'yield' },
  ] as const;
  const title = l10n.t('The editor shows the first answer, which is usually the one of Hidden State.');
  const choice = await window.showQuickPick(choices, { title });
  if (choice) await change(otherProviders, choice.value);
}
