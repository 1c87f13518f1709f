import { FeatureNumbers } from './feature-numbers.ts'
import { isReading, MASKS } from './features.ts'
import { Samples } from './samples.ts'
import { chancesOf, learnWeights } from './softmax.ts'
import type { Weights } from './softmax.ts'

/** What tells clauses that only tell from those that ask for something: plain data, which one thread can hand to another. */
export interface LearntTelling {
  features: readonly string[]
  weights: Weights
}

/** Words that carry how a clause is built: all others count by their endings as well, whatever they mean. */
const BUILDING = new Set(
  (
    'i we you he she it they this that these those there here me us him her them my our your his its their mine yours nobody somebody everybody ' +
    'someone everyone anyone anybody one both all some any no none each every another other the a an am is are was were be been being do does did ' +
    'done has have had having will would shall should can could may might must ought need let please not never always already still yet just only ' +
    'even so too very quite and or but nor as if because since though although while when where why how what which who whom whose than then until ' +
    'till before after otherwise given seeing in case about above at by down for from into of off on onto out over to under up with without'
  ).split(' '),
)

const ENDING = /(?:n't|'(?:s|re|ve|ll|d|m)|ing|ed|ly|(?<=[^s])s)$/

/** A word by what it does in a clause. */
const shapeOf = (word: string): string =>
  isReading(word) || BUILDING.has(word) ? word : `…${ENDING.exec(word)?.[0] ?? ''}`

/** The first words say most of who does what. */
const BEGINNING = 4

/** Words, how they follow one another, and how it begins and ends; each with its weight. */
function featuresOf(words: readonly string[]): Map<string, number> {
  const features = new Map<string, number>()
  const add = (name: string, weight: number) => features.set(name, (features.get(name) ?? 0) + weight)
  const shapes = words.map(shapeOf)
  for (const [at, word] of words.entries()) {
    add(word, 1.4)
    const [shape, next] = shapes.slice(at, at + 2)
    if (next !== undefined) add(`${shape} ${next}`, 0.8)
    if (at < BEGINNING) add(`${at} ${shape}`, 0.8)
  }
  add(`^ ${shapes.slice(0, 2).join(' ')}`, 1)
  add(`^ ${shapes.slice(0, 3).join(' ')}`, 1)
  add(`^ ${words[0] ?? MASKS.unknown}`, 1)
  add(`$ ${shapes.at(-1) ?? MASKS.unknown}`, 0.4)
  const length = Math.sqrt([...features.values()].reduce((sum, one) => sum + one * one, 0)) || 1
  for (const [name, weight] of features) features.set(name, (weight / length) * 2)
  return features
}

type Sentences = readonly (readonly string[])[]

interface Taught {
  asks: Sentences
  tells: Sentences
  mixingOf: (words: readonly string[]) => number
}

/** They are few: the rounds in which acts are learnt would be too few for them. */
const TIMES = 3

/** Learns from clauses of both kinds, always in the same way. */
export function learnTelling({ asks, tells, mixingOf }: Taught): LearntTelling {
  const numbers = new FeatureNumbers()
  const samples = new Samples()
  const all = [asks, tells].flatMap((sentences, label) =>
    sentences.map((words) => ({
      sentence: numbers.learn(featuresOf(words)),
      label,
      mixing: mixingOf(words),
    })),
  )
  const rounds = Array.from({ length: TIMES }, () => all).flat()
  for (const { sentence, label } of rounds) samples.add(sentence, { label, isCounter: false })
  return {
    features: numbers.names,
    weights: learnWeights({
      samples,
      mixing: Uint32Array.from(rounds, ({ mixing }) => mixing),
      features: numbers.size,
      classes: 2,
      classOf: ({ label }) => label,
    }),
  }
}

/** Says of a clause how likely it only tells. */
export class Telling {
  readonly #numbers: FeatureNumbers
  readonly #weights: Weights

  constructor({ features, weights }: LearntTelling) {
    this.#numbers = new FeatureNumbers(features)
    this.#weights = weights
  }

  /** 0 to 1. */
  chance(words: readonly string[]): number {
    return chancesOf(this.#weights, this.#numbers.known(featuresOf(words)))[1] ?? 0
  }
}
