import type { Numbered, Sample, Samples } from './samples.ts'

const EPOCHS = 4
const RATE = 0.3
/** Each round learns less than the one before; the last, of whole sentences, as much as the first. */
const SLOWING = 0.25
/**
 * So much of a sentence is left out when it is learnt from, and the rest counts the more (dropout: Srivastava et al., 2014): people
 * say in other words what examples say, so no one word may be all that an act is known by. In the last round sentences are whole, so
 * that what is said word for word is known. Measured on sentences of people (ADR 0038).
 */
const DROPPED = 0.4
/** What was learnt is the mean of what it was at so many places of the last round: no sentence counts for being the last one. */
const AVERAGED = 8
/** Classes less likely than this learn nothing from a sample: their share would cost time and change nothing. */
const NEGLIGIBLE = 0.002

/** A sentence that is known this well teaches nothing, and is looked at again only so much later. */
const KNOWN = 0.98
const ROUNDS_APART = 2

/** Features of a sentence; few have more. */
const LONGEST = 256

const MOST_UNITS = 32_767

/** What was learnt: for each feature what it says for and against each class, in units of the same weight. */
export interface Weights {
  table: Int16Array<ArrayBuffer>
  unit: number
  classes: number
}

/**
 * What each class is worth by these features, four of them at a time: going over the sums takes longer than the multiplying does.
 * The inner loop indexes without asking whether something is there: asking takes as long again, and it always is.
 */
function addUp(
  { table, classes }: { table: Float32Array | Int16Array; classes: number },
  { features, weights }: Numbered,
  sums: Float32Array,
): void {
  sums.fill(0)
  for (let place = 0; place < features.length; place += 4) {
    // Behind the last feature, the first row counts nothing.
    const a = (features[place] as number) * classes
    const b = (features[place + 1] ?? 0) * classes
    const c = (features[place + 2] ?? 0) * classes
    const d = (features[place + 3] ?? 0) * classes
    const byA = weights[place] as number
    const byB = weights[place + 1] ?? 0
    const byC = weights[place + 2] ?? 0
    const byD = weights[place + 3] ?? 0
    for (let one = 0; one < classes; one += 1)
      sums[one] =
        (sums[one] as number) +
        byA * (table[a + one] as number) +
        byB * (table[b + one] as number) +
        byC * (table[c + one] as number) +
        byD * (table[d + one] as number)
  }
}

/** Makes chances of sums, in their place. */
function toChances(sums: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const sum of sums) if (sum > most) most = sum
  let total = 0
  for (let one = 0; one < sums.length; one += 1) {
    const power = Math.exp((sums[one] as number) - most)
    sums[one] = power
    total += power
  }
  const share = 1 / total
  for (let one = 0; one < sums.length; one += 1) sums[one] = (sums[one] as number) * share
}

/** Chances of all classes. */
export function chancesOf(learnt: Weights, sentence: Numbered): Float32Array {
  const chances = new Float32Array(learnt.classes)
  addUp(learnt, sentence, chances)
  for (let one = 0; one < chances.length; one += 1) chances[one] = (chances[one] as number) * learnt.unit
  toChances(chances)
  return chances
}

/** Spreads a number over all 32 bits (the last steps of MurmurHash3). */
function spread(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Leaves out some of what a sentence says: of the same seed the same. */
class Dropout {
  #features = new Int32Array(LONGEST)
  #weights = new Float32Array(LONGEST)

  /** What is left, which lasts until the next sentence. */
  of({ features, weights }: Numbered, seed: number): Numbered {
    if (features.length > this.#features.length) {
      this.#features = new Int32Array(features.length)
      this.#weights = new Float32Array(features.length)
    }
    let left = 0
    for (let place = 0; place < features.length; place += 1) {
      if (spread(seed + place) < DROPPED * 2 ** 32) continue
      this.#features[left] = features[place] as number
      this.#weights[left] = (weights[place] as number) / (1 - DROPPED)
      left += 1
    }
    return { features: this.#features.subarray(0, left), weights: this.#weights.subarray(0, left) }
  }
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
    for (let at = 0; at < mean.length; at += 1)
      mean[at] = (mean[at] as number) + (this.#table[at] as number) / AVERAGED
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
  /** A number of each sample's own: by it they are mixed, and what is left out of each is chosen. */
  mixing: Uint32Array
  /** How many features there are. */
  features: number
  classes: number
  /** The class of a sample; undefined leaves it out. */
  classOf: (sample: Sample) => number | undefined
}

/** The same samples give the same weights. */
export function learnWeights({ samples, mixing, features, classes, classOf }: Training): Weights {
  const learner = new Learner(features, classes)
  const dropout = new Dropout()
  const order = new Uint32Array(mixing.keys()).sort((a, b) => (mixing[a] ?? 0) - (mixing[b] ?? 0))
  /** The next round in which a sample is looked at again. */
  const due = new Uint8Array(samples.count)
  const mean = new Float32Array(features * classes)
  const isAveraged = (at: number) =>
    Math.floor((at * AVERAGED) / order.length) < Math.floor(((at + 1) * AVERAGED) / order.length)
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const isLast = epoch === EPOCHS - 1
    const rate = isLast ? RATE : RATE / (1 + SLOWING * epoch)
    for (const [at, one] of order.entries()) {
      if (isLast && isAveraged(at)) learner.addTo(mean)
      if ((due[one] ?? 0) > epoch) continue
      const sample = samples.at(one)
      const label = classOf(sample)
      const left = isLast ? sample : dropout.of(sample, spread((mixing[one] ?? 0) + epoch))
      if (label === undefined || learner.learn({ ...sample, ...left, label }, rate))
        due[one] = epoch + 1 + ROUNDS_APART
    }
  }
  return { ...inUnits(mean), classes }
}
