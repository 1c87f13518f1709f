import type { Numbered } from './samples.ts'

/** The features of a sentence by name, each with its weight. */
export type Features = ReadonlyMap<string, number>

/** The number of each feature that was seen. */
export class FeatureNumbers {
  #numbers: Map<string, number>

  /** Begins with what was learnt before, if anything was: each feature at its number. */
  constructor(names: readonly string[] = []) {
    this.#numbers = new Map(names.map((name, number) => [name, number]))
  }

  get size(): number {
    return this.#numbers.size
  }

  /** Each feature at its number. */
  get names(): string[] {
    return [...this.#numbers.keys()]
  }

  /** The weight of each feature by its number; those that are new get one. */
  learn(features: Features): Map<number, number> {
    const weights = new Map<number, number>()
    for (const [name, weight] of features) {
      const number = this.#numbers.get(name) ?? this.#numbers.size
      this.#numbers.set(name, number)
      weights.set(number, weight)
    }
    return weights
  }

  /** Those of the features that were seen while it learnt. */
  known(features: Features): Numbered {
    const found = [...features].flatMap(([name, weight]) => {
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
}
