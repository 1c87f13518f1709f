/** One sentence by the numbers of its features, and what it means. */
export interface Sample {
  features: Int32Array
  weights: Float32Array
  label: number
  /** True: it sounds like the label and is not. */
  isCounter: boolean
}

const EPOCHS = 3
const RATE = 0.6
/** Each round learns less than the one before. */
const SLOWING = 0.25
/** What was learnt is the mean of what it was after each round from this one on: the last sentence counts no more than others. */
const AVERAGED_FROM = 1
const CELLS_A_STEP = 100_000
/** Classes less likely than this learn nothing from a sample: their share would cost time and change nothing. */
const NEGLIGIBLE = 0.002

const MOST_UNITS = 32_767

/** Few enough that nobody waits long for the end of a step. */
export const SAMPLES_A_STEP = 32

/** A sentence that is known this well teaches nothing, and is looked at again only so much later. */
const KNOWN = 0.98
const ROUNDS_APART = 2

/** A linear classifier over sparse features. The same samples give the same weights. */
export class Softmax {
  readonly #classes: number
  #table: Float32Array | Int16Array
  /** What one unit in the table weighs. */
  #unit = 1
  /** Written anew for each sentence: learning looks at a hundred thousand. */
  readonly #chances: Float32Array

  constructor(features: number, classes: number) {
    this.#classes = classes
    this.#table = new Float32Array(features * classes)
    this.#chances = new Float32Array(classes)
  }

  /** The inner loops index without asking whether something is there: asking takes as long as the sum, and always is. */
  #sum(features: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    const sums = this.#chances.fill(0)
    const table = this.#table
    const classes = this.#classes
    for (let place = 0; place < features.length; place += 1) {
      const row = (features[place] as number) * classes
      const weight = weights[place] as number
      for (let one = 0; one < classes; one += 1)
        sums[one] = (sums[one] as number) + weight * (table[row + one] as number)
    }
    for (let one = 0; one < classes; one += 1) sums[one] = (sums[one] as number) * this.#unit
    return sums
  }

  #look(features: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    const chances = this.#sum(features, weights)
    let most = Number.NEGATIVE_INFINITY
    for (const chance of chances) most = Math.max(most, chance)
    let total = 0
    for (let one = 0; one < chances.length; one += 1) {
      const power = Math.exp((chances[one] as number) - most)
      chances[one] = power
      total += power
    }
    for (let one = 0; one < chances.length; one += 1) chances[one] = (chances[one] as number) / total
    return chances
  }

  /** Chances of all classes. */
  chances(features: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    return this.#look(features, weights).slice()
  }

  #move({ features, weights }: Sample, one: number, step: number): void {
    for (let place = 0; place < features.length; place += 1) {
      const cell = (features[place] as number) * this.#classes + one
      this.#table[cell] = (this.#table[cell] as number) + step * (weights[place] as number)
    }
  }

  /** @returns whether it was known already. */
  #learn(sample: Sample, rate: number): boolean {
    const { features, weights, label, isCounter } = sample
    const chances = this.#look(features, weights)
    const own = chances[label] ?? 0
    if (isCounter) {
      this.#move(sample, label, -rate * own)
      return false
    }
    if (own > KNOWN) return true
    for (let one = 0; one < chances.length; one += 1) {
      const chance = chances[one] as number
      if (one === label) this.#move(sample, one, rate * (1 - chance))
      else if (chance >= NEGLIGIBLE) this.#move(sample, one, -rate * chance)
    }
    return false
  }

  /** Goes through the samples as they stand, some in each step: they should be mixed. */
  *training(samples: readonly Sample[]): Generator<void, void> {
    /** The next round in which a sample is looked at again. */
    const due = new Uint8Array(samples.length)
    const mean = new Float32Array(this.#table.length)
    for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
      const rate = RATE / (1 + SLOWING * epoch)
      for (let place = 0; place < samples.length; place += 1) {
        if (place % SAMPLES_A_STEP === 0) yield
        const sample = samples[place]
        if (!sample || (due[place] ?? 0) > epoch) continue
        if (this.#learn(sample, rate)) due[place] = epoch + 1 + ROUNDS_APART
      }
      if (epoch >= AVERAGED_FROM) yield* this.#addTo(mean)
    }
    yield* this.#keep(mean)
  }

  /** A hub holds what was learnt as long as it runs, so it is kept in half the room; no chance changes by a thousandth. */
  *#keep(mean: Float32Array): Generator<void, void> {
    let most = Number.MIN_VALUE
    for (let at = 0; at < mean.length; at += 1) {
      most = Math.max(most, Math.abs(mean[at] as number))
      if (at % CELLS_A_STEP === 0) yield
    }
    const unit = most / MOST_UNITS
    const kept = new Int16Array(mean.length)
    for (let at = 0; at < mean.length; at += 1) {
      kept[at] = Math.round((mean[at] as number) / unit)
      if (at % CELLS_A_STEP === 0) yield
    }
    this.#table = kept
    this.#unit = unit
  }

  *#addTo(mean: Float32Array): Generator<void, void> {
    const share = 1 / (EPOCHS - AVERAGED_FROM)
    const table = this.#table
    for (let at = 0; at < mean.length; at += 1) {
      mean[at] = (mean[at] as number) + share * (table[at] as number)
      if (at % CELLS_A_STEP === 0) yield
    }
  }
}
