import type { OrgDb } from '@hub/db'
import { isLink } from './find.ts'

/** Whom a briefing is for, where and when. */
export interface BriefingPlace {
  db: OrgDb
  userId: string
  now: Date
  /** The day it is in the organization's time zone. */
  today: string
  /** Whether this person may call a procedure of this path. */
  may(path: string): boolean
}

/** How a matter stands now. */
export interface BriefingFacts {
  /** "3 of your tasks are overdue" */
  words: string
  /** How many rows it is about. */
  count: number
  /** Ids of some of them, the most pressing first. */
  rows: readonly string[]
}

/** One matter that a person's briefing may hold a line about. */
export interface BriefingDeclaration {
  /** Begins with the module's name: "ops.overdue". */
  name: string
  /** `needs`: somebody has to do something. `know`: good to know. */
  kind: 'needs' | 'know'
  /** A failure comes before a deadline, and that before all else. */
  urgency: 'failure' | 'deadline' | 'usual'
  /** Without it nothing is read, and nobody is told. */
  permission: string
  /** The kind of its rows, by which they are named and linked. */
  entity: string
  /** What one does about it, in a word or three: "Reconnect". It stands on the way there. */
  act: string
  /** The same where it is about several at once, if that takes other words: "See findings". */
  actOnSeveral?: string
  /** Where the web app shows all of them, with `{org}` in its place: "/o/{org}/tasks?due=overdue". */
  link: string
  /** null: nothing of it concerns this person now. After two seconds it is told of as not looked at; while three are late it is not asked. */
  read(place: BriefingPlace): Promise<BriefingFacts | null>
}

/** A matter, and which part of the hub it is of. */
export interface BriefingSource extends BriefingDeclaration {
  /** "Ops copilot" */
  part: string
}

/** A button has no room for more. */
const LONGEST_ACT = 20

/** What one does about so many of it. */
export const actOn = (count: number, { act, actOnSeveral = act }: BriefingDeclaration): string =>
  count === 1 ? act : actOnSeveral

interface Declares {
  name: string
  briefing?: readonly BriefingDeclaration[]
}

/** A line that leads nowhere, says no act, or tells of rows that nobody can name, is refused at start. */
export function checkBriefing(
  { name, briefing = [] }: Declares,
  entities: Readonly<Record<string, unknown>>,
): void {
  for (const line of briefing) {
    if (!line.name.startsWith(`${name}.`))
      throw new Error(
        `The module "${name}" declares the briefing line "${line.name}". Its name begins with "${name}.".`,
      )
    if (!(line.entity in entities))
      throw new Error(
        `The module "${name}": the briefing line "${line.name}" is about "${line.entity}", which is not among its entities.`,
      )
    if (
      [line.act, line.actOnSeveral ?? line.act].some(
        (act) => !/^\p{Lu}/u.test(act) || act.length > LONGEST_ACT,
      )
    )
      throw new Error(
        `The module "${name}": the briefing line "${line.name}" says "${line.act}" on its button. Write what one does there, such as "Reconnect": a capital first, at most ${LONGEST_ACT} letters.`,
      )
    if (!isLink(line.link))
      throw new Error(
        `The module "${name}": the briefing line "${line.name}" leads to "${line.link}". Write an address of the web app with {org}, such as "/o/{org}/${name}".`,
      )
  }
}
