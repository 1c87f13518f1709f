import { featuresOf, Vocabulary } from './features.ts'
import type { Numbered } from './samples.ts'

/** Words as they are compared, and the number of each feature that was seen. */
export class FeatureNumbers {
  readonly #vocabulary = new Vocabulary()
  #numbers: Map<string, number>

  /** Begins with what was learnt before, if anything was. */
  constructor({ words, features }: { words: readonly string[]; features: readonly string[] }) {
    this.#vocabulary.add(words)
    this.#numbers = new Map(features.map((name, number) => [name, number]))
  }

  /** All words have to be known before the first one is compared: an unknown one may be another, mistyped. */
  meet(words: readonly string[]): void {
    this.#vocabulary.add(words)
  }

  /** All words that were met, as they were written. */
  get words(): string[] {
    return this.#vocabulary.words
  }

  get size(): number {
    return this.#numbers.size
  }

  /** Each feature at its number. */
  get names(): string[] {
    return [...this.#numbers.keys()]
  }

  #found(words: readonly string[]): Map<string, number> {
    return featuresOf({ normal: this.#vocabulary.normal(words), said: words })
  }

  /** The weight of each feature of a sentence by its number; those that are new get one. */
  learn(words: readonly string[]): Map<number, number> {
    const weights = new Map<number, number>()
    for (const [name, weight] of this.#found(words)) {
      const number = this.#numbers.get(name) ?? this.#numbers.size
      this.#numbers.set(name, number)
      weights.set(number, weight)
    }
    return weights
  }

  /** The features of a sentence that were seen while it learnt. */
  known(words: readonly string[]): Numbered {
    const found = [...this.#found(words)].flatMap(([name, weight]) => {
      const known = this.#numbers.get(name)
      return known === undefined ? [] : [[known, weight] as const]
    })
    return {
      features: Int32Array.from(found, ([feature]) => feature),
      weights: Float32Array.from(found, ([, weight]) => weight),
    }
  }

  /** Forgets the others and numbers these anew. Returns the new number of each, by the one it had. */
  keep(isKept: (name: string, number: number) => boolean): Map<number, number> {
    const kept = [...this.#numbers].filter(([name, number]) => isKept(name, number))
    this.#numbers = new Map(kept.map(([name], number) => [name, number]))
    return new Map(kept.map(([, before], number) => [before, number]))
  }

  normal(words: readonly string[]): string[] {
    return this.#vocabulary.normal(words)
  }

  knows(word: string): boolean {
    return this.#vocabulary.knows(word)
  }
}
