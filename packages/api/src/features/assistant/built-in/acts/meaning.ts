import type { Shift } from '../../../../reading/moments.ts'
import type { AskedAct } from './act-table.ts'
import type { Aligned } from './align.ts'
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

export interface Source {
  act: AskedAct
  said: Said
  usable: Usable
  laid: Laid | null
  rows: RowsOf
  clock: Clock
}

/** What lies in the place of each slot of an example. */
export const slotsIn = (laid: Laid | null): Spot<string>[] =>
  [...(laid?.aligned.filled ?? [])].flatMap(([at, range]) => {
    const part = laid?.template.parts[at]
    return part && 'slot' in part ? [{ ...range, value: part.slot }] : []
  })

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

  replace(field: string, meant: Meant, range: Range): void {
    this.values.set(field, meant)
    this.#ranges.set(field, range)
    this.taken.push(range)
  }

  /** Whether nothing took these words, or nothing but this field. */
  isFree(range: Range, field = ''): boolean {
    const own = this.#ranges.get(field)
    return !this.taken.some((other) => other !== own && !this.#loose.has(other) && overlaps(other, range))
  }
}
