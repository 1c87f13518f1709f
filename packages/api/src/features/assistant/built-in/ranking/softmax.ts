import type { Numbered, Sample, Samples } from './samples.ts'

const EPOCHS = 3
const RATE = 0.6
/** Each round learns less than the one before. */
const SLOWING = 0.25
/** What was learnt is the mean of what it was after each round from this one on: the last sentence counts no more than others. */
const AVERAGED_FROM = 1
/** Classes less likely than this learn nothing from a sample: their share would cost time and change nothing. */
const NEGLIGIBLE = 0.002

/** A sentence that is known this well teaches nothing, and is looked at again only so much later. */
const KNOWN = 0.98
const ROUNDS_APART = 2

const MOST_UNITS = 32_767

/** What was learnt: for each feature what it says for and against each class, in units of the same weight. */
export interface Weights {
  table: Int16Array<ArrayBuffer>
  unit: number
  classes: number
}

/**
 * What each class is worth by these features. The inner loops index without asking whether something is there: asking takes as
 * long as the sum, and always is.
 */
function addUp(
  { table, classes }: { table: Float32Array | Int16Array; classes: number },
  { features, weights }: Numbered,
  sums: Float32Array,
): void {
  sums.fill(0)
  for (let place = 0; place < features.length; place += 1) {
    const row = (features[place] as number) * classes
    const weight = weights[place] as number
    for (let one = 0; one < classes; one += 1)
      sums[one] = (sums[one] as number) + weight * (table[row + one] as number)
  }
}

/** Makes chances of sums, in their place. */
function toChances(sums: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const sum of sums) most = Math.max(most, sum)
  let total = 0
  for (let one = 0; one < sums.length; one += 1) {
    const power = Math.exp((sums[one] as number) - most)
    sums[one] = power
    total += power
  }
  for (let one = 0; one < sums.length; one += 1) sums[one] = (sums[one] as number) / total
}

/** Chances of all classes. */
export function chancesOf(learnt: Weights, sentence: Numbered): Float32Array {
  const chances = new Float32Array(learnt.classes)
  addUp(learnt, sentence, chances)
  for (let one = 0; one < chances.length; one += 1) chances[one] = (chances[one] as number) * learnt.unit
  toChances(chances)
  return chances
}

/** A linear classifier over sparse features while it learns. */
class Learner {
  readonly #classes: number
  readonly #table: Float32Array
  /** Written anew for each sentence: learning looks at a hundred thousand. */
  readonly #chances: Float32Array

  constructor(features: number, classes: number) {
    this.#classes = classes
    this.#table = new Float32Array(features * classes)
    this.#chances = new Float32Array(classes)
  }

  #move({ features, weights }: Sample, one: number, step: number): void {
    for (let place = 0; place < features.length; place += 1) {
      const cell = (features[place] as number) * this.#classes + one
      this.#table[cell] = (this.#table[cell] as number) + step * (weights[place] as number)
    }
  }

  /** @returns whether it was known already. */
  learn(sample: Sample, rate: number): boolean {
    const chances = this.#chances
    addUp({ table: this.#table, classes: this.#classes }, sample, chances)
    toChances(chances)
    const own = chances[sample.label] ?? 0
    if (sample.isCounter) {
      this.#move(sample, sample.label, -rate * own)
      return false
    }
    if (own > KNOWN) return true
    for (let one = 0; one < chances.length; one += 1) {
      const chance = chances[one] as number
      if (one === sample.label) this.#move(sample, one, rate * (1 - chance))
      else if (chance >= NEGLIGIBLE) this.#move(sample, one, -rate * chance)
    }
    return false
  }

  addTo(mean: Float32Array): void {
    const share = 1 / (EPOCHS - AVERAGED_FROM)
    for (let at = 0; at < mean.length; at += 1)
      mean[at] = (mean[at] as number) + share * (this.#table[at] as number)
  }
}

/** A hub holds what was learnt as long as it runs, so it is kept in half the room; no chance changes by a thousandth. */
function inUnits(mean: Float32Array): Omit<Weights, 'classes'> {
  let most = Number.MIN_VALUE
  for (let at = 0; at < mean.length; at += 1) most = Math.max(most, Math.abs(mean[at] as number))
  const unit = most / MOST_UNITS
  const table = new Int16Array(mean.length)
  for (let at = 0; at < mean.length; at += 1) table[at] = Math.round((mean[at] as number) / unit)
  return { table, unit }
}

interface Training {
  samples: Samples
  /** In which they are gone through: it should be mixed. */
  order: Uint32Array
  /** How many features there are. */
  features: number
  classes: number
  /** The class of a sample; undefined leaves it out. */
  classOf: (sample: Sample) => number | undefined
}

/** The same samples in the same order give the same weights. */
export function learnWeights({ samples, order, features, classes, classOf }: Training): Weights {
  const learner = new Learner(features, classes)
  /** The next round in which a sample is looked at again. */
  const due = new Uint8Array(samples.count)
  const mean = new Float32Array(features * classes)
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + SLOWING * epoch)
    for (const one of order) {
      if ((due[one] ?? 0) > epoch) continue
      const sample = samples.at(one)
      const label = classOf(sample)
      if (label === undefined || learner.learn({ ...sample, label }, rate))
        due[one] = epoch + 1 + ROUNDS_APART
    }
    if (epoch >= AVERAGED_FROM) learner.addTo(mean)
  }
  return { ...inUnits(mean), classes }
}
