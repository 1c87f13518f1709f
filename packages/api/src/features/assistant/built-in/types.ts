import type { Draft, Memory, Pending } from '../memory.ts'

export interface WorldTask {
  id: string
  title: string
  status: 'todo' | 'doing' | 'waiting' | 'done'
  tag: string | null
  isRemoved: boolean
}

export interface Person {
  userId: string
  name: string
  /** Name and address, where somebody else here has the same name. */
  label?: string
}

/** Whether the assistant may reach a procedure for this person, and if not, why. */
export type Access = 'open' | 'forbidden' | 'closed' | 'missing'

/** All the rules may know: they read neither clock nor database. */
export interface World {
  now: Date
  /** Where the person is: "tomorrow at 9" is meant there. */
  timeZone: string
  /** Where due times are kept. */
  orgTimeZone: string
  /** Whether 3/4 is March 4 here, and not 3 April. */
  isMonthFirst: boolean
  me: Person
  members: readonly Person[]
  tasks: readonly WorldTask[]
  memory: Memory
  access: (path: string) => Access
  /** True when `tasks` already holds what a search for the words of the request found. */
  hasLooked: boolean
}

export type Topic =
  | 'greeting'
  | 'identity'
  | 'help'
  | 'unknown'
  | 'dropped'
  | 'clock'
  | 'notFound'
  | 'elsewhere'
  | 'nothingPending'

export type Interpretation =
  | { kind: 'call'; path: string; input: Record<string, unknown>; say: string; taskId?: string }
  | { kind: 'ask'; question: string; pending: Pending }
  | { kind: 'answer'; topic: Topic; text: string }
  | { kind: 'refuse'; text: string }
  /** The task meant is not among those at hand: search for these words, then ask again. */
  | { kind: 'look'; words: string[] }
  /** A request for a task, to be completed by `resolve`. */
  | { kind: 'draft'; draft: Draft }

export type Rule = (words: Words, world: World) => Interpretation | null

/** One utterance without its pleasantries, as typed and as compared. */
export interface Words {
  text: string
  /** Lower case without accents; same length as `text`, so that positions agree. */
  plain: string
}

export const TASKS = 'modules.ops.tasks'
