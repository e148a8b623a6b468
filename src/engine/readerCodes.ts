// Writes the int8 weights of a reader to where its kernels read them (kernels/int8.ts).
import { codeOf, columnScale, halfState, productTensors } from './int8.ts';
import { cellSpec } from './cells.ts';
import { tensorTable, type ModelShape } from './modelShape.ts';
import { blockColumnOf, panelColumns, plainColumn } from './panels.ts';
import type { CodePlan } from './readerPlan.ts';

export class ReaderCodes {
  private readonly shape: ModelShape;
  private readonly plan: CodePlan;
  private readonly bytes: Int8Array;
  private readonly floats: Float32Array;

  constructor(shape: ModelShape, plan: CodePlan, memory: ArrayBuffer) {
    this.shape = shape;
    this.plan = plan;
    this.bytes = new Int8Array(memory);
    this.floats = new Float32Array(memory);
  }

  /** Returns the parameters with biases that contain the constant part of the products. */
  write(parameters: Float32Array): Float32Array {
    const adjusted = parameters.slice();
    const { cell, hiddenSize } = this.shape;
    const { blocks, recurrentBias } = cellSpec(cell);
    const tensors = tensorTable(this.shape);
    const offsets = Object.fromEntries(tensors.map(({ name, offset }) => [name, offset]));
    /** The bias that the product of a recurrent column starts from. */
    const recurrentBiasAt = (column: number): number => {
      const isLast = Math.floor(column / hiddenSize) === blocks - 1;
      return recurrentBias && isLast ? offsets['candidateBias']! + (column % hiddenSize) : offsets['bias']! + column;
    };
    for (const { name, offset, length, shape: sides } of tensors) {
      if (!productTensors.includes(name)) continue;
      const isOutput = name === 'outputWeight';
      const matrix = parameters.subarray(offset, offset + length);
      for (let column = 0; column < sides[1]!; column++) {
        const [panel, lane] = isOutput ? plainColumn(column) : blockColumnOf(this.shape, column);
        const start = (isOutput ? this.plan.output : this.plan.recurrent) + panel * this.plan.stride;
        const sum = this.writeColumn({ matrix, columns: sides[1]!, column }, start, lane);
        adjusted[isOutput ? offsets['outputBias']! + column : recurrentBiasAt(column)]! -= sum;
      }
    }
    return adjusted;
  }

  /** Returns the sum of the column's weights. */
  private writeColumn(
    { matrix, columns, column }: { readonly matrix: Float32Array; readonly columns: number; readonly column: number },
    panel: number,
    lane: number,
  ): number {
    const { length } = this.plan;
    const scale = columnScale(matrix, columns, column);
    let sum = 0;
    for (let row = 0; row * columns < matrix.length; row++) {
      const code = codeOf(matrix[row * columns + column]!, scale);
      this.bytes[panel + lane * length + row] = code;
      sum += code;
    }
    this.floats[(panel + panelColumns * length) / 4 + lane] = scale / halfState;
    return scale * sum;
  }
}
