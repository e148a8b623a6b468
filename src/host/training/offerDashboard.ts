// Offers the dashboard when a training has begun, unless it is visible or the user asked not to be told again.
import { commands, l10n, window, type Memento } from 'vscode';

const declinedKey = 'dashboardNotOffered';

export async function offerDashboard(memory: Memento): Promise<void> {
  if (memory.get(declinedKey) === true) return;
  const show = l10n.t('Show training dashboard');
  const never = l10n.t('Do not show again');
  const text = l10n.t('The network is learning. The dashboard shows its loss, samples and hidden state.');
  const choice = await window.showInformationMessage(text, show, never);
  if (choice === show) await commands.executeCommand('hiddenState.showDashboard');
  if (choice === never) await memory.update(declinedKey, true);
}
