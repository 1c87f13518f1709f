import { featuresOf, pluralsIn, Vocabulary } from './features.ts'
import { Softmax } from './softmax.ts'
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

/** Says which act a sentence asks for; learnt from the sentences that acts declare, always in the same way. */
export class Ranker {
  readonly #vocabulary: Vocabulary
  readonly #features = new Map<string, number>()
  readonly #names: readonly string[]
  readonly #model: Softmax

  constructor(acts: readonly RankedAct[]) {
    this.#names = acts.map(({ name }) => name)
    const sentences = acts.flatMap((act) => act.sentences)
    this.#vocabulary = new Vocabulary(sentences)
    const samples = acts.flatMap(({ sentences: said, counters }, label) => [
      ...said.map((words) => this.#sample(words, { label, isCounter: false })),
      ...counters.map((words) => this.#sample(words, { label, isCounter: true })),
    ])
    this.#model = new Softmax(this.#features.size, acts.length)
    this.#model.train(samples)
  }

  #featuresOf(words: readonly string[]): Map<string, number> {
    return featuresOf(this.#vocabulary.normal(words), pluralsIn(words))
  }

  #sample(words: readonly string[], meant: Pick<Sample, 'label' | 'isCounter'>): Sample {
    const found = this.#featuresOf(words)
    const features = Int32Array.from(found.keys(), (name) => {
      const known = this.#features.get(name) ?? this.#features.size
      this.#features.set(name, known)
      return known
    })
    return { features, weights: Float32Array.from(found.values()), ...meant }
  }

  /** All acts, likeliest first. */
  rank(words: readonly string[]): Ranked[] {
    const found = [...this.#featuresOf(words)].flatMap(([name, weight]) => {
      const known = this.#features.get(name)
      return known === undefined ? [] : [[known, weight] as const]
    })
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
    return this.#vocabulary.knows(word)
  }
}
