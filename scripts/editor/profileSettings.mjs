// Editor settings for tests and `npm start`: no welcome page, no notifications, no network requests.
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

/**
 * For tests, also without version control, workspace trust and animations, and without questions: whether to learn, or after deleted files.
 */
export const testSettings = {
  ...quietSettings,
  'workbench.reduceMotion': 'on',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'files.simpleDialog.enable': true,
  'hiddenState.files.afterRemoval': 'keep',
  'hiddenState.learning': 'never',
};

/** Writes the settings of the editor with this user-data folder. */
export function writeSettings(userData, settings) {
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
}
