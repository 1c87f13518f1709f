import { routerOf } from '../acts/act-path.ts'
import { FeatureNumbers } from './feature-numbers.ts'
import { featuresOf, Vocabulary } from './features.ts'
import type { Lesson } from './lessons.ts'
import { ownClauses, ownSentences } from './own-sentences.ts'
import type { OwnClauses } from './own-sentences.ts'
import { sentencesFor, textsFrom } from './sentences.ts'
import type { RankedAct } from './sentences.ts'
import { Samples } from './samples.ts'
import { learnWeights } from './softmax.ts'
import type { Weights } from './softmax.ts'
import { learnTelling } from './telling.ts'
import type { LearntTelling } from './telling.ts'

/** What a ranker is made of: plain data, which one thread can hand to another. */
export interface Learnt {
  names: readonly string[]
  /** Which router each act is of. */
  routerAt: readonly number[]
  /** All words that were seen. */
  words: readonly string[]
  /** The features that were seen, each at its number. */
  features: readonly string[]
  act: Weights
  /** Says what a request is about: acts of one thing share its words, however few examples each has. */
  router: Weights
  /** Says whether a clause only tells. */
  telling: LearntTelling
}

/** Sentences that have to share a feature. */
const SHARED_BY = 3

const FNV = { start: 0x811c9dc5, prime: 0x01000193 }

/** A number of its own for each sentence (FNV-1a). */
function mixingOf(words: readonly string[]): number {
  let mixed = FNV.start
  for (const word of words)
    for (let at = 0; at <= word.length; at += 1)
      mixed = Math.imul(mixed ^ (at < word.length ? word.charCodeAt(at) : 0), FNV.prime)
  return mixed >>> 0
}

function samplesFrom(
  acts: readonly RankedAct[],
  learn: (words: readonly string[]) => Map<number, number>,
): Samples {
  const samples = new Samples()
  for (const [label, { sentences, counters }] of acts.entries()) {
    for (const words of sentences) samples.add(learn(words), { label, isCounter: false })
    for (const words of counters) samples.add(learn(words), { label, isCounter: true })
  }
  return samples
}

/** Each sample's own number: a sentence more changes none, so that what is learnt of the rest stays nearly what it was. */
const mixingFor = (acts: readonly RankedAct[]): Uint32Array =>
  Uint32Array.from(acts.flatMap(({ sentences, counters }) => [...sentences, ...counters].map(mixingOf)))

/** Leaves out pairs of words that one sentence alone has: they say nothing of others, and are nearly half of all there is. */
function keepShared(samples: Samples, numbers: FeatureNumbers): void {
  const times = samples.times(numbers.size)
  samples.renumber(numbers.keep((name, number) => !name.includes(' ') || (times[number] ?? 0) >= SHARED_BY))
}

/** How many routers there are, and which one each act is of. */
function routersOf(names: readonly string[]): { routers: number; routerAt: readonly number[] } {
  const all = [...new Set(names.map(routerOf))]
  return { routers: all.length, routerAt: names.map((name) => all.indexOf(routerOf(name))) }
}

/** Of all examples so many are enough to learn how a request is built. */
const ONE_OF = 40
const PART_OF = 12
/** "Tasks nobody has picked up": in the middle of a request begins what would tell if it stood alone. */
const GOES_ON = new Set(['i', 'we', 'they', 'he', 'she', 'nobody', 'that', 'the', 'our', 'my', 'all', ','])

function tellingFrom(acts: readonly RankedAct[], { asks, tells }: OwnClauses): LearntTelling {
  // Talk, and what no hub does, may be told as well.
  const requests = acts.flatMap(({ name, sentences }) => (name.startsWith('#') ? [] : sentences))
  const parts = requests.flatMap((words) =>
    words.flatMap((word, at) =>
      at > 0 && GOES_ON.has(word) ? [words.slice(word === ',' ? at + 1 : at)] : [],
    ),
  )
  const unlike = [...new Map(parts.map((words) => [words.join(' '), words])).values()]
  const some = [
    ...requests.filter((_, at) => at % ONE_OF === 0),
    ...unlike.filter((_, at) => at % PART_OF === 0),
  ]
  return learnTelling({ asks: [...some, ...asks], tells, mixingOf })
}

/** Learns from sentences and from clauses, always in the same way. */
export function learnFrom(acts: readonly RankedAct[], clauses: OwnClauses): Learnt {
  // All words have to be known before the first one is compared: an unknown one may be another, mistyped.
  const vocabulary = new Vocabulary()
  for (const { sentences } of acts) for (const words of sentences) vocabulary.add(words)
  const numbers = new FeatureNumbers()
  const samples = samplesFrom(acts, (words) => numbers.learn(featuresOf(words, vocabulary)))
  keepShared(samples, numbers)
  const names = acts.map(({ name }) => name)
  const { routers, routerAt } = routersOf(names)
  const all = { samples, mixing: mixingFor(acts), features: numbers.size }
  return {
    names,
    routerAt,
    words: vocabulary.words,
    features: numbers.names,
    act: learnWeights({ ...all, classes: names.length, classOf: ({ label }) => label }),
    router: learnWeights({
      ...all,
      classes: routers,
      classOf: ({ label, isCounter }) => (isCounter ? undefined : routerAt[label]),
    }),
    telling: tellingFrom(acts, clauses),
  }
}

/** Learns what a hub declares, which takes a processor some seconds. */
export function learnLessons(lessons: readonly Lesson[]): Learnt {
  const texts = textsFrom(lessons)
  const acts = lessons.map((lesson) => sentencesFor(lesson, texts))
  return learnFrom([...acts, ...ownSentences()], ownClauses())
}
