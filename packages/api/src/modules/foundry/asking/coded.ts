import { fold } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import type { Amount } from '../../../reading/numbers.ts'
import type { TypedProperty } from '../types/queries.ts'
import { CLAUSE } from './words.ts'
import type { AskedType } from './vocabulary.ts'

/** A value that objects of a type have in a property. */
export interface HeldValue {
  type: AskedType
  property: TypedProperty
  value: string
}

/** What some words of a question stand for. */
export type Meaning =
  | { kind: 'type'; type: AskedType; isMany: boolean }
  /** Something is done with things of this type. */
  | { kind: 'verb'; type: AskedType; word: string }
  | { kind: 'amount'; amount: Amount }
  | { kind: 'days'; from: string | null; to: string | null }
  /** `isNot`: "unpaid" */
  | { kind: 'value'; held: readonly HeldValue[]; isNot: boolean }

export interface Placed extends Span {
  meaning: Meaning
}

/** The types that have each value a question names; one of several of them is meant. */
export const valuedTypes = (coded: Coded): (readonly AskedType[])[] =>
  coded.all('value').map(({ held }) => held.map(({ type }) => type))

const letters = { type: 't', verb: 'v', amount: 'a', days: 'd', value: 'c' } as const
/** Any element, with its number. */
export const ELEMENT = /<([tvadc])(\d+)>/g

/**
 * A question with marks in place of what is known of it: "which <t0> <v1> twice <d2>". Elements have their numbers in the order of
 * the words, so that what stands nearer to what can be told. What is understood is taken out; what is left was not.
 */
export class Coded {
  readonly meanings: readonly Meaning[]
  readonly #clauses: readonly number[]
  #rest: string

  constructor(question: string, placed: readonly Placed[]) {
    const inOrder = placed.toSorted((one, other) => one.from - other.from)
    const said = fold(question).replaceAll(/[<>]/g, ' ')
    let at = 0
    let text = ''
    for (const [number, { from, to, meaning }] of inOrder.entries()) {
      text += `${said.slice(at, from)} <${letters[meaning.kind]}${number}> `
      at = to
    }
    text += said.slice(at)
    const marks = Array.from(text.matchAll(CLAUSE), ({ index }) => index).filter((index) => index > 0)
    this.meanings = inOrder.map(({ meaning }) => meaning)
    this.#clauses = Array.from(
      text.matchAll(ELEMENT),
      ({ index }) => marks.filter((mark) => mark < index).length,
    )
    this.#rest = text
      .replaceAll(/[?!.,;:"“”()]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  }

  /** What nothing was made of yet. */
  get rest(): string {
    return this.#rest
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.#rest)
  }

  /** Takes the words of a pattern out; null where it is not there. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.#rest)
    if (!found) return null
    this.#rest = `${this.#rest.slice(0, found.index)} ${this.#rest.slice(found.index + found[0].length)}`
      .replaceAll(/\s+/g, ' ')
      .trim()
    return found
  }

  /** The same of words as they stand there. */
  takeText(text: string): void {
    const at = this.#rest.indexOf(text)
    if (at !== -1)
      this.#rest = `${this.#rest.slice(0, at)} ${this.#rest.slice(at + text.length)}`
        .replaceAll(/\s+/g, ' ')
        .trim()
  }

  /** In which part of the question an element stands: those are parted by "but", "and then". */
  clauseOf(number: number): number {
    return this.#clauses[number] ?? 0
  }

  meaning<Kind extends Meaning['kind']>(kind: Kind, number: string | number | undefined) {
    const found = number === undefined ? undefined : this.meanings[Number(number)]
    return found?.kind === kind ? (found as Extract<Meaning, { kind: Kind }>) : null
  }

  /** Elements of a kind with their numbers; only those that are left, or all. */
  all<Kind extends Meaning['kind']>(kind: Kind, { left = false } = {}) {
    return this.meanings.flatMap((meaning, number) =>
      meaning.kind === kind && (!left || this.#rest.includes(`<${letters[kind]}${number}>`))
        ? [{ ...(meaning as Extract<Meaning, { kind: Kind }>), number }]
        : [],
    )
  }
}
