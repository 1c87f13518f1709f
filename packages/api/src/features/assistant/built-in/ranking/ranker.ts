import { FeatureNumbers } from './feature-numbers.ts'
import { featuresOf, Vocabulary } from './features.ts'
import type { Learnt } from './learning.ts'
import { chancesOf } from './softmax.ts'
import { Telling } from './telling.ts'

export interface Ranked {
  name: string
  /** 0 to 1, all together 1. */
  chance: number
}

/** What a request is about counts so much beside the act itself; measured on examples that were kept from learning. */
const ROUTER = 0.3
const LEAST = 1e-5

/** Says which act a sentence asks for. */
export class Ranker {
  readonly #learnt: Pick<Learnt, 'names' | 'routerAt' | 'act' | 'router'>
  readonly #vocabulary: Vocabulary
  readonly #numbers: FeatureNumbers
  readonly #telling: Telling

  constructor({ words, features, telling, ...learnt }: Learnt) {
    this.#learnt = learnt
    this.#vocabulary = new Vocabulary(words)
    this.#numbers = new FeatureNumbers(features)
    this.#telling = new Telling(telling)
  }

  /** How likely a clause only tells, and asks for nothing: 0 to 1. */
  tells(words: readonly string[]): number {
    return this.#telling.chance(words)
  }

  /** The words as they are compared: those it knows, and kinds in the place of all others. */
  normal(words: readonly string[]): string[] {
    return this.#vocabulary.normal(words)
  }

  /** All acts, likeliest first. */
  rank(words: readonly string[]): readonly Ranked[] {
    const { names, routerAt, act, router } = this.#learnt
    const sentence = this.#numbers.known(featuresOf(words, this.#vocabulary))
    const acts = chancesOf(act, sentence)
    const routers = chancesOf(router, sentence).map((chance) => (chance + LEAST) ** ROUTER)
    const shares = names.map((_, at) => ((acts[at] ?? 0) + LEAST) * (routers[routerAt[at] ?? 0] ?? 0))
    const total = shares.reduce((sum, share) => sum + share, 0)
    return names
      .map((name, at) => ({ name, chance: (shares[at] ?? 0) / total }))
      .toSorted((a, b) => b.chance - a.chance)
  }

  /** Whether a word stands in the sentences it learnt from. */
  knows(word: string): boolean {
    return this.#vocabulary.knows(word)
  }
}
