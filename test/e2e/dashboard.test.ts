// The dashboard in the real editor, after a training. One editor for all suites: to open it and to train takes half a minute.
import { describeAnalyses } from './dashboard/analyses.ts';
import { describeKeyboard } from './dashboard/keyboard.ts';
import { describePages } from './dashboard/pages.ts';
import { moreFiles, openTrained, reportFailures, type Trained } from './trained.ts';

describe('the dashboard in the editor', () => {
  let trained: Trained;

  before(async () => {
    const settings = {
      'hiddenState.training.seconds': 15,
      'hiddenState.training.hiddenSize': 96,
      'hiddenState.training.threads': 1,
    };
    trained = await openTrained(settings, moreFiles);
    await trained.editor.dashboard.locator('body[data-run=present]').waitFor();
  });
  after(() => trained.close());
  reportFailures(() => trained.editor);

  // First, because it begins at the top of a new page.
  describeKeyboard(() => trained);
  describeAnalyses(() => trained);
  describePages(() => trained);
});
