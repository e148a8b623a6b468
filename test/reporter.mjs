// A mocha reporter: prints the readable report, and writes the JSON report to the file of the option `output`, from which
// scripts/test/steps.mjs sums up all runs. Prints why an attempt failed also where a later one passes: mocha reports the last one only.
import Mocha from 'mocha';

export default class SpecAndJson extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on('retry', (test, error) =>
      Mocha.reporters.Base.consoleLog(`    (another attempt) ${test.title}: ${error.stack}`),
    );
    if (options.reporterOption?.output) this.json = new Mocha.reporters.JSON(runner, options);
  }
}
