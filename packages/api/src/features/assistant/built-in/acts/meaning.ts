import type { Shift } from '../../../../reading/moments.ts'
import type { AskedAct } from './act-table.ts'
import type { Aligned } from './align.ts'
import { isContent } from './content.ts'
import { overlaps } from './said.ts'
import type { Clock, Range, Reference, Said, Spot } from './said.ts'
import type { Template } from './template.ts'
import type { RowsOf, Usable } from './usable.ts'

/** A template and how it lies over a request. */
export interface Laid {
  template: Template
  aligned: Aligned
}

export interface Named {
  id: string
  name: string
  /** How much of the name was said, up to 1. */
  score?: number
}

/** What a request says of one field. */
export type Meant =
  /** `@me` stands for the person who speaks. */
  | { kind: 'value'; value: unknown }
  /** A day of a month that was not said: "the 14th". */
  | { kind: 'nth'; nth: number; value: string }
  /** Rows, each meant: several make several acts. */
  | { kind: 'rows'; candidates: readonly Named[] }
  /** One of these rows, and it was not said which; all of them where "both" or "all" was said. */
  | { kind: 'several'; candidates: readonly Named[]; words: string; takesAll: boolean }
  | { kind: 'reference'; reference: Reference }
  /** Words that name nothing that is known. */
  | { kind: 'unknown'; words: string }
  /** So much from what the row has now. */
  | { kind: 'shift'; shift: Shift }

/** The score of a row that is called by its whole name. */
const WHOLE = 1

/** A row is called by its whole name. */
export const isInFull = (meant: Meant): boolean =>
  meant.kind === 'rows' && meant.candidates.some(({ score = 0 }) => score >= WHOLE)

export interface Source {
  act: AskedAct
  said: Said
  usable: Usable
  laid: Laid | null
  rows: RowsOf
  clock: Clock
}

/** What lies in the place of a slot, by the place of that slot among the parts of the example. */
export interface Slot extends Spot<string> {
  part: number
}

/** What lies in the place of each slot of an example. */
export const slotsIn = (laid: Laid | null): Slot[] =>
  [...(laid?.aligned.filled ?? [])].flatMap(([at, range]) => {
    const part = laid?.template.parts[at]
    return part && 'slot' in part ? [{ ...range, value: part.slot, part: at }] : []
  })

/** The words of an example on one side of a slot, to the next slot. */
function wordsBeside({ parts }: Template, part: number, step: 1 | -1): number[] {
  const words: number[] = []
  for (let at = part + step; ; at += step) {
    const beside = parts[at]
    if (!beside || 'slot' in beside) return words
    words.push(at)
  }
}

/** Whether anything was said of what stands beside a slot in the example: "reference" of "with the reference {reference}". */
export function isLed({ template, aligned }: Laid, { part }: Slot): boolean {
  const [before, behind] = [wordsBeside(template, part, -1), wordsBeside(template, part, 1)]
  const says = (at: number) => {
    const beside = template.parts[at]
    return beside !== undefined && 'word' in beside && isContent(beside.word)
  }
  const telling = [...before, ...behind].filter(says)
  const leads = telling.length > 0 ? telling : before
  return leads.length === 0 || leads.some((at) => aligned.said.has(at))
}

/** Collects what is meant, and which words it took. */
export class Meanings {
  readonly values = new Map<string, Meant>()
  readonly taken: Range[] = []
  readonly #ranges = new Map<string, Range>()
  readonly #loose = new Set<Range>()

  /** These words were to be expected and are no value: what stands among them may still be one. */
  pass(range: Range): void {
    this.taken.push(range)
    this.#loose.add(range)
  }

  add(field: string, meant: Meant, range: Range | null): void {
    if (!this.values.has(field)) {
      this.values.set(field, meant)
      if (range) this.#ranges.set(field, range)
    }
    if (range) this.taken.push(range)
  }

  /** It was said otherwise than it was read: its words say nothing. */
  drop(field: string): void {
    this.values.delete(field)
  }

  replace(field: string, meant: Meant, range: Range): void {
    this.values.set(field, meant)
    this.#ranges.set(field, range)
    this.taken.push(range)
  }

  /** Whether just these words are the value of a field already. */
  isValue({ from, to }: Range): boolean {
    return [...this.#ranges.values()].some((one) => one.from === from && one.to === to)
  }

  /** Whether this word is in the value of some field. */
  holds(at: number): boolean {
    return [...this.#ranges].some(([name, { from, to }]) => this.values.has(name) && at >= from && at < to)
  }

  /** Whether nothing took these words, or nothing but this field. */
  isFree(range: Range, field = ''): boolean {
    const own = this.#ranges.get(field)
    return !this.taken.some((other) => other !== own && !this.#loose.has(other) && overlaps(other, range))
  }
}
