import { routerOf } from '../acts/act-table.ts'
import { featuresOf, Vocabulary } from './features.ts'
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

/** Sentences that have to share a feature. */
const SHARED_BY = 3
const ALONE = -1

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
    return featuresOf({ normal: this.#vocabulary.normal(words), said: words })
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

  /** Leaves out pairs of words that one sentence alone has: they say nothing of others, and are nearly half of all there is. */
  *keepShared(samples: Sample[]): Generator<void, void> {
    const times = new Uint32Array(this.#numbers.size)
    for (const { features } of samples)
      for (const feature of features) times[feature] = (times[feature] ?? 0) + 1
    yield
    const kept = new Int32Array(times.length).fill(ALONE)
    let size = 0
    for (const [name, feature] of this.#numbers) {
      if (name.includes(' ') && (times[feature] ?? 0) < SHARED_BY) this.#numbers.delete(name)
      else {
        kept[feature] = size
        this.#numbers.set(name, size)
        size += 1
      }
    }
    yield
    for (const [at, sample] of samples.entries()) {
      const isKept = (_: number, place: number) => kept[sample.features[place] ?? 0] !== ALONE
      samples[at] = {
        ...sample,
        weights: sample.weights.filter(isKept),
        features: sample.features.filter(isKept).map((feature) => kept[feature] ?? 0),
      }
      if (at % SAMPLES_A_STEP === 0) yield
    }
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

const FNV = { start: 0x811c9dc5, prime: 0x01000193 }

/** A number of its own for each sentence (FNV-1a), by which they are mixed. */
function mixingOf(words: readonly string[]): number {
  let mixed = FNV.start
  for (const word of words)
    for (let at = 0; at <= word.length; at += 1)
      mixed = Math.imul(mixed ^ (at < word.length ? word.charCodeAt(at) : 0), FNV.prime)
  return mixed >>> 0
}

/** Learns from the sentences that acts declare, always in the same way, a little in each step. */
export function* learning(acts: readonly RankedAct[]): Generator<void, Ranker> {
  const features = new Features()
  for (const { sentences } of acts) {
    for (const words of sentences) features.meet(words)
    yield
  }
  const samples = yield* mixedSamples(acts, features)
  yield* features.keepShared(samples)
  const names = acts.map(({ name }) => name)
  const { routers, routerAt } = routersOf(names)
  const act = new Softmax(features.size, names.length)
  yield* act.training(samples)
  const router = new Softmax(features.size, routers)
  const coarse = samples.filter(({ isCounter }) => !isCounter)
  yield* router.training(coarse.map((one) => ({ ...one, label: routerAt[one.label] ?? 0 })))
  return new Ranker({ names, routerAt, features, act, router })
}

/**
 * In an order that is mixed and the same each time. A sentence more moves no other one, so that what is learnt of the rest stays
 * nearly what it was.
 */
function* mixedSamples(acts: readonly RankedAct[], features: Features): Generator<void, Sample[]> {
  const samples: { mixing: number; sample: Sample }[] = []
  const add = (words: readonly string[], meant: Pick<Sample, 'label' | 'isCounter'>) =>
    samples.push({ mixing: mixingOf(words), sample: features.sample(words, meant) })
  for (const [label, { sentences, counters }] of acts.entries()) {
    for (const words of sentences) {
      add(words, { label, isCounter: false })
      if (samples.length % SAMPLES_A_STEP === 0) yield
    }
    for (const words of counters) add(words, { label, isCounter: true })
    yield
  }
  return samples.sort((a, b) => a.mixing - b.mixing).map(({ sample }) => sample)
}

/** How many routers there are, and which one each act is of. */
function routersOf(names: readonly string[]): { routers: number; routerAt: readonly number[] } {
  const all = [...new Set(names.map(routerOf))]
  return { routers: all.length, routerAt: names.map((name) => all.indexOf(routerOf(name))) }
}

/** What a request is about counts so much beside the act itself; measured on examples that were kept from learning. */
const ROUTER = 0.3
const LEAST = 1e-5

interface Learnt {
  names: readonly string[]
  /** Which router each act is of. */
  routerAt: readonly number[]
  features: Features
  act: Softmax
  /** Says what a request is about: acts of one thing share its words, however few examples each has. */
  router: Softmax
}

/** Says which act a sentence asks for. */
export class Ranker {
  readonly #learnt: Learnt

  constructor(learnt: Learnt) {
    this.#learnt = learnt
  }

  /** The words as they are compared: those it knows, and kinds in the place of all others. */
  normal(words: readonly string[]): string[] {
    return this.#learnt.features.normal(words)
  }

  /** All acts, likeliest first. */
  rank(words: readonly string[]): Ranked[] {
    const { names, routerAt, features, act, router } = this.#learnt
    const found = features.known(words)
    const numbers = found.map(([feature]) => feature)
    const weights = found.map(([, weight]) => weight)
    const acts = act.chances(numbers, weights)
    const routers = router.chances(numbers, weights)
    const shares = names.map(
      (_, at) => ((acts[at] ?? 0) + LEAST) * ((routers[routerAt[at] ?? 0] ?? 0) + LEAST) ** ROUTER,
    )
    const total = shares.reduce((sum, share) => sum + share, 0)
    return names
      .map((name, at) => ({ name, chance: (shares[at] ?? 0) / total }))
      .toSorted((a, b) => b.chance - a.chance)
  }

  /** Whether a word stands in the sentences it learnt from. */
  knows(word: string): boolean {
    return this.#learnt.features.knows(word)
  }
}
