// A simulated training that sends the same messages as a real one. Deterministic, so that each run of the benchmark draws the
// same.

/** Runs in the page: defines `sendRun`, `sendProgress` and `sendUpdate`. */
export function simulateRun() {
  const settings = {
    cell: 'gru',
    hiddenSize: 256,
    batchSize: 64,
    sequenceLength: 32,
    optimizer: 'adamw',
    learningRate: 8e-3,
    maxGradientNorm: 1,
    seconds: 3600,
    seed: 1,
    threads: 0,
  };
  const corpus = { files: 80, trainCharacters: 500_000, heldOutCharacters: 50_000, vocabulary: 96, ledger: [] };
  const wave = (step) => Math.sin(step * 12.9898) * 43758.5453;
  const noise = (step) => wave(step) - Math.floor(wave(step)) - 0.5;
  let step = 0;
  const point = () => {
    step++;
    return {
      step,
      characters: step * 2048,
      elapsedMs: step * 30,
      lossBits: 1.4 + 3 / (1 + step / 400) + 0.2 * noise(step),
      gradientNorm: 0.4 + 0.1 * noise(step + 1),
      learningRate: 8e-3,
      updateRatio: 1e-3,
    };
  };
  const event = (event) => window.receive({ type: 'event', event });
  const text = 'The hidden state is what the network keeps of all that it has read so far. '.repeat(2).slice(0, 96);

  /** Created in advance, because creating them is no cost of the page. */
  const activities = [1, 2].map((seed) => ({
    characters: [...text],
    hidden: settings.hiddenSize,
    values: Float32Array.from({ length: text.length * settings.hiddenSize }, (_, at) =>
      Math.tanh(4 * noise(at * seed)),
    ),
  }));
  let activityAt = 0;

  window.sendRun = (points) => {
    step = 0;
    const empty = { items: [], stride: 1 };
    const run = {
      status: 'training',
      settings,
      engine: '',
      corpus,
      points: empty,
      heldOut: empty,
      samples: [],
      markers: [],
      histograms: empty,
      usage: empty,
      baselines: [],
      charsPerSecond: 0,
      remainingMs: 0,
      isRejoining: false,
      lensIsCurrent: false,
    };
    const choices = { confidence: 'balanced', excludedFiles: [] };
    window.receive({ type: 'snapshot', snapshot: { run, analyses: [], choices } });
    for (let sent = 0; sent < points; sent += 1000) window.sendProgress(Math.min(1000, points - sent));
  };
  window.sendProgress = (count) => {
    const points = Array.from({ length: count }, point);
    event({ type: 'progress', points, charsPerSecond: 68_000, remainingMs: 1e6 });
  };
  /** One of ten updates per second: six with steps, two with the hidden state, sometimes the others. */
  window.sendUpdate = (number) => {
    if (number % 5 === 4) {
      const activity = activities[(activityAt = 1 - activityAt)];
      event({ type: 'activity', activity: { ...activity } });
    } else if (number % 30 === 0) {
      event({ type: 'sample', text: text.repeat(3), prompt: '', characters: step * 2048, elapsedMs: step * 30 });
    } else if (number % 90 === 1) {
      const { lossBits, ...at } = point();
      event({ type: 'heldOut', point: { ...at, bitsPerChar: lossBits + 0.1, best: true } });
    } else window.sendProgress(5);
  };
}
