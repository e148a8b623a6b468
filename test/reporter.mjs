// A mocha reporter: prints the readable report, and writes the JSON report to the file of the option `output`, from which
// scripts/test/steps.mjs sums up all runs.
import Mocha from 'mocha';

export default class SpecAndJson extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    if (options.reporterOption?.output) this.json = new Mocha.reporters.JSON(runner, options);
  }
}
