import { featuresOf, pluralsIn, Vocabulary } from './features.ts'
import { SAMPLES_A_STEP, Softmax } from './softmax.ts'
import type { Sample } from './softmax.ts'

/** What one act is asked for with. A sentence is a list of words and masks. */
export interface RankedAct {
  name: string
  sentences: readonly (readonly string[])[]
  counters: readonly (readonly string[])[]
}

export interface Ranked {
  name: string
  /** 0 to 1, all together 1. */
  chance: number
}

/** Words as they are compared, and the number of each feature that was seen. */
class Features {
  readonly #vocabulary = new Vocabulary()
  readonly #numbers = new Map<string, number>()

  /** All words have to be known before the first one is compared: an unknown one may be another, mistyped. */
  meet(words: readonly string[]): void {
    this.#vocabulary.add(words)
  }

  get size(): number {
    return this.#numbers.size
  }

  #found(words: readonly string[]): Map<string, number> {
    return featuresOf(this.#vocabulary.normal(words), pluralsIn(words))
  }

  sample(words: readonly string[], meant: Pick<Sample, 'label' | 'isCounter'>): Sample {
    const found = this.#found(words)
    const features = Int32Array.from(found.keys(), (name) => {
      const known = this.#numbers.get(name) ?? this.#numbers.size
      this.#numbers.set(name, known)
      return known
    })
    return { features, weights: Float32Array.from(found.values()), ...meant }
  }

  /** The features that were seen while it learnt, with their weights. */
  known(words: readonly string[]): (readonly [feature: number, weight: number])[] {
    return [...this.#found(words)].flatMap(([name, weight]) => {
      const known = this.#numbers.get(name)
      return known === undefined ? [] : [[known, weight] as const]
    })
  }

  normal(words: readonly string[]): string[] {
    return this.#vocabulary.normal(words)
  }

  knows(word: string): boolean {
    return this.#vocabulary.knows(word)
  }
}

/** Learns from the sentences that acts declare, always in the same way, a little in each step. */
export function* learning(acts: readonly RankedAct[]): Generator<void, Ranker> {
  const features = new Features()
  for (const { sentences } of acts) {
    for (const words of sentences) features.meet(words)
    yield
  }
  const samples: Sample[] = []
  for (const [label, { sentences, counters }] of acts.entries()) {
    for (const words of sentences) {
      samples.push(features.sample(words, { label, isCounter: false }))
      if (samples.length % SAMPLES_A_STEP === 0) yield
    }
    for (const words of counters) samples.push(features.sample(words, { label, isCounter: true }))
    yield
  }
  const model = new Softmax(features.size, acts.length)
  yield* model.training(samples)
  return new Ranker(
    acts.map(({ name }) => name),
    features,
    model,
  )
}

/** Says which act a sentence asks for. */
export class Ranker {
  readonly #names: readonly string[]
  readonly #features: Features
  readonly #model: Softmax

  constructor(names: readonly string[], features: Features, model: Softmax) {
    this.#names = names
    this.#features = features
    this.#model = model
  }

  /** The words as they are compared: those it knows, and kinds in the place of all others. */
  normal(words: readonly string[]): string[] {
    return this.#features.normal(words)
  }

  /** All acts, likeliest first. */
  rank(words: readonly string[]): Ranked[] {
    const found = this.#features.known(words)
    const chances = this.#model.chances(
      found.map(([feature]) => feature),
      found.map(([, weight]) => weight),
    )
    return this.#names
      .map((name, at) => ({ name, chance: chances[at] ?? 0 }))
      .toSorted((a, b) => b.chance - a.chance)
  }

  /** Whether a word stands in the sentences it learnt from. */
  knows(word: string): boolean {
    return this.#features.knows(word)
  }
}
