import type { Draft, Memory, Offer, Spoken } from '../../memory.ts'
import type { ActTable, AskedAct } from '../acts/act-table.ts'
import type { Clock } from '../acts/said.ts'
import type { Chosen } from '../chosen.ts'
import type { Row } from '../acts/usable.ts'
import type { ReadCorrection, ReadQuestion } from '../../../../platform/catalog/questions.ts'
import type { DeclaredGuides, Guide } from '../../../../platform/catalog/phrases.ts'
import type { TopicInfo } from '../../../../platform/events/topic-info.ts'
import type { Ranker } from '../ranking/ranker.ts'
import type { Named } from '../../../../reading/names.ts'

/** Whether the assistant may reach a procedure for this person, and if not, why. */
export type Access = 'open' | 'forbidden' | 'closed' | 'missing'

/** Somebody of the organization; without an address where the reader may not see it. */
export interface Person extends Named {
  item?: Readonly<Record<string, unknown>>
}

export interface LookUp {
  path: string
  input: Record<string, unknown>
}

/** The rows that a look-up finds. */
export interface ListedRows {
  output: unknown
  rows: readonly Readonly<Record<string, unknown>>[]
  /** The currency of amounts that name none. */
  currency: string
  /** There are no further ones. */
  isAll: boolean
  /** What such a row is spoken of as; null where the answer names no row. */
  called(row: Readonly<Record<string, unknown>>): Spoken | null
}

/** All that understanding may know: it reads neither clock nor database but through this. */
export interface World {
  clock: Clock
  /** The organization's: prices are in it. */
  currency: string
  me: { id: string; name: string; email: string }
  memory: Memory
  table: ActTable
  ranker: Ranker
  /** Acts that were chosen out of offers here, latest first. */
  chosen: readonly Chosen[]
  /** Keeps such a choice. */
  choose(chosen: Chosen): Promise<void>
  /** Where in the app the person is; null where that is not known. */
  page: string | null
  access(path: string): Access
  people: readonly Person[]
  /** What happens here, so that something may follow from it. */
  topics: readonly TopicInfo[]
  /** Rows that a field of an act can mean; with words, those that hold them. */
  rows(entity: string, among: Readonly<Record<string, unknown>>, words?: string): Promise<readonly Row[]>
  /** What a look-up finds now; null where it is no list, or may not be seen by the person. */
  listed(lookUp: LookUp): Promise<ListedRows | null>
  /** Whether what was asked for last, and that alone, still waits for a yes. */
  isWaiting(): Promise<boolean>
  /** A question about rows whose kinds only the organization knows; null where it is none, or not understood to its last word. */
  question(text: string): Promise<ReadQuestion | null>
  /** What is to be changed in such a row, or in the one that was spoken of last; null where that is not said to the last word. */
  correction(text: string): Promise<ReadCorrection | null>
  /** How things are done on a page, by the names that the ranker has for them. */
  guides: DeclaredGuides
  noun(entity: string): string
  /** What rows are called, in small letters; the same list for a hub. */
  nouns: readonly string[]
}

/** One act with its whole input, ready to be asked for. */
export interface Call {
  act: AskedAct
  input: Record<string, unknown>
  /** How ids in the input are called. */
  names: Readonly<Record<string, string>>
  /** The row it is about. */
  about: Spoken | null
  /** Everyday words of the request that nothing was made of: said with the answer. */
  leftOut?: readonly string[]
  /** As many more rows were meant than one answer asks for. */
  further?: number
}

export type Outcome =
  /**
   * `replaces`: they are put up in the place of what waits for a yes. `beside`: what else may be meant. `focus`: the rows that were
   * looked up for it, which are spoken of from now on, and `listed` that look-up.
   */
  | {
      kind: 'calls'
      calls: readonly Call[]
      more?: Outcome
      replaces?: boolean
      beside?: Offer
      focus?: readonly Spoken[]
      listed?: LookUp
    }
  | { kind: 'ask'; question: string; draft: Draft; beside?: Offer }
  /** Several acts may be meant; the person chooses. `withdraws`: what waits for a yes was not meant. */
  | { kind: 'offer'; offer: Offer; withdraws?: boolean }
  | { kind: 'byHand'; act: AskedAct; beside?: Offer }
  | { kind: 'forbidden'; act: AskedAct }
  | { kind: 'refuse' | 'talk' | 'language' | 'dropped'; text: string }
  /** What the rows that were shown tell by themselves; `it`: the one that it is. */
  | { kind: 'told'; text: string; it: Spoken | null }
  /** `act`: how that one is asked for. `guide`: how something is done on a page. */
  | { kind: 'help'; act?: AskedAct; guide?: Guide }
  /** Nothing was understood, or no hub does it; `text` says why where that is known, `beside` what comes closest. */
  | { kind: 'cannot'; text?: string; beside?: Offer }
  | { kind: 'tooLong' }
  /** `more`: what is to be done in its place. */
  | { kind: 'undo'; more?: Outcome }
