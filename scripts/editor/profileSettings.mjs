// Settings that keep an editor still: no welcome, no notices, nothing asked of the network.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
};

/** For tests also no version control and no word list in the way of ghost text. */
export const testSettings = {
  ...quietSettings,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'files.simpleDialog.enable': true,
};

/** Writes them where an editor with this user-data folder looks for them. */
export function writeSettings(userData, settings) {
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
}
