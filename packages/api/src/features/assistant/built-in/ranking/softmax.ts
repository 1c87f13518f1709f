/** One sentence by the numbers of its features, and what it means. */
export interface Sample {
  features: Int32Array
  weights: Float32Array
  label: number
  /** True: it sounds like the label and is not. */
  isCounter: boolean
}

const EPOCHS = 6
const RATE = 0.6
/** Each round learns less than the one before. */
const SLOWING = 0.25
/** Classes less likely than this learn nothing from a sample: their share would cost time and change nothing. */
const NEGLIGIBLE = 0.002

/** Few enough that nobody waits long for the end of a step. */
export const SAMPLES_A_STEP = 32

/** A sentence that is known this well teaches nothing more. */
const KNOWN = 0.995

const at = (list: ArrayLike<number>, place: number): number => list[place] ?? 0

/** A linear classifier over sparse features. The same samples give the same weights. */
export class Softmax {
  readonly #classes: number
  readonly #table: Float32Array
  /** Written anew for each sentence: learning looks at a hundred thousand. */
  readonly #chances: Float32Array

  constructor(features: number, classes: number) {
    this.#classes = classes
    this.#table = new Float32Array(features * classes)
    this.#chances = new Float32Array(classes)
  }

  #sum(features: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    const sums = this.#chances.fill(0)
    for (let place = 0; place < features.length; place += 1) {
      const row = at(features, place) * this.#classes
      const weight = at(weights, place)
      for (let one = 0; one < sums.length; one += 1)
        sums[one] = at(sums, one) + weight * at(this.#table, row + one)
    }
    return sums
  }

  #look(features: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    const chances = this.#sum(features, weights)
    let most = Number.NEGATIVE_INFINITY
    for (let one = 0; one < chances.length; one += 1) most = Math.max(most, at(chances, one))
    let total = 0
    for (let one = 0; one < chances.length; one += 1) {
      const power = Math.exp(at(chances, one) - most)
      chances[one] = power
      total += power
    }
    for (let one = 0; one < chances.length; one += 1) chances[one] = at(chances, one) / total
    return chances
  }

  /** Chances of all classes. */
  chances(features: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    return this.#look(features, weights).slice()
  }

  #move({ features, weights }: Sample, one: number, step: number): void {
    for (let place = 0; place < features.length; place += 1) {
      const cell = at(features, place) * this.#classes + one
      this.#table[cell] = at(this.#table, cell) + step * at(weights, place)
    }
  }

  #learn(sample: Sample, rate: number): void {
    const { features, weights, label, isCounter } = sample
    const chances = this.#look(features, weights)
    const own = at(chances, label)
    if (isCounter) return this.#move(sample, label, -rate * own)
    if (own > KNOWN) return
    for (let one = 0; one < chances.length; one += 1) {
      const chance = at(chances, one)
      if (one === label) this.#move(sample, one, rate * (1 - chance))
      else if (chance >= NEGLIGIBLE) this.#move(sample, one, -rate * chance)
    }
  }

  /** Goes through the samples in an order that is mixed and always the same, some in each step. */
  *training(samples: readonly Sample[]): Generator<void, void> {
    const stride = strideFor(samples.length)
    for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
      const rate = RATE / (1 + SLOWING * epoch)
      for (let count = 0; count < samples.length; count += 1) {
        const sample = samples[(count * stride + epoch) % samples.length]
        if (sample) this.#learn(sample, rate)
        if (count % SAMPLES_A_STEP === 0) yield
      }
    }
  }
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
const GOLDEN = 0.618

/** A step that visits every sample once and neighbours far apart. */
function strideFor(length: number): number {
  let stride = Math.max(1, Math.floor(length * GOLDEN))
  while (divisor(stride, length) !== 1) stride += 1
  return stride
}
