import type { Door } from '../../shared/doors.ts'

/** What a visitor makes of one thing at the door of each, and lists. */
export interface TourWalk {
  /** "task" */
  noun: string
  /** Said to the built-in assistant, which then asks to make one. */
  say: string
  /** The act that makes one: with the first of these inputs by REST, with the second by an MCP client, which asks as well. */
  make: { path: string; inputs: readonly [object, object] }
  /** The list that answers with `items`: all three in the end. */
  list: { path: string; input: Readonly<Record<string, string>> }
}

/** What a visitor knows when they come to an act. */
export interface TourKnown {
  /** The day it is for them. */
  today: string
  userId: string
  /** The id that the act which keeps this answered with. */
  id(kept: string): string
}

/** One act of a module's main job. An MCP client only reads here: what it changes waits for a person, as walks show. */
export interface TourAct {
  door: Exclude<Door, 'assistant' | 'workflow'>
  /** "Post an invoice" */
  name: string
  path: string
  input(known: TourKnown): Readonly<Record<string, unknown>>
  /** As what the id of the answer is kept for later acts. */
  keeps?: string
  /** What came of it, in a few words: "85.20 EUR"; null where it has still to come, so that it is asked for again. */
  says(answer: unknown): string | null
}

/** A question to the built-in assistant, which may only answer. */
export interface TourQuestion {
  door: 'assistant'
  name: string
  say: string
  /** What its answer has in it. */
  answers: string
}

/** What a visitor does with a module on the tour (`hub tour`), in this order; the tour needs no internet. */
export interface TourDeclaration {
  walk?: TourWalk
  acts?: readonly (TourAct | TourQuestion)[]
  /** What they look at in the business of the sample (`hub seed`) that has most to tell: nothing is changed there. */
  sample?: readonly (TourAct | TourQuestion)[]
}
