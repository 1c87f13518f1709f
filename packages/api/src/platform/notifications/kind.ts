import type { OrgDb } from '@hub/db'
import type { DeliveredEvent } from '../events/deliveries.ts'
import type { PayloadOf, Topic } from '../events/topics.ts'

/** How a kind reaches people who chose nothing. */
export interface UsualWays {
  inApp: boolean
  /** At once, in the daily mail, or not at all. */
  mail: 'now' | 'digest' | 'off'
  /** Whether browsers show it that the person lets the hub push to; without it they do not. */
  push?: boolean
}

/** A picture for it, in every theme of the web app. */
export type NotificationIcon =
  | 'approval'
  | 'comment'
  | 'credits'
  | 'file'
  | 'job'
  | 'mention'
  | 'money'
  | 'person'
  | 'plug'
  | 'shield'
  | 'task'

/** Something that concerns some people. */
export interface Notice {
  /** Members by id. Whoever did it, whoever has left and whoever may not see it are left out by themselves. */
  to: readonly string[] | 'everybody'
  /** Of those only who may call this procedure. */
  whoMayCall?: string
  /** Who did it, where the event does not know. */
  by?: string
  /** Told to whoever did it too: a program did it in their name. */
  evenByThem?: true
  /** What it is about, whose kind has a `target`. */
  subject: { entity: string; id: string }
  /** From when on it needs nobody any more, as an instant in words; left out where time alone ends nothing. */
  until?: string
  /** An id that alike ones share, where that is not their subject: failed runs of one workflow stand in one row. */
  alike?: string
  /** What else the words name: ids, by the targets of their kinds, and closed words; never what people wrote. */
  data?: Readonly<Record<string, string>>
}

/** What was told of it needs nobody any more, so that it is done for everybody. */
export interface Settled {
  /** The id of what it was about. */
  settles: string
}

/** One that is kept, for what is told of it beside its sentence. */
export interface KeptNotice {
  entityId: string
  data: Readonly<Record<string, string>>
}

interface Reader {
  db: OrgDb
  userId: string
  now: Date
}

/** What people can be told of. */
export interface NotificationKind {
  /** In modules it begins with the module's name: `shelf.box.emptied`. */
  name: string
  /** Under which it stands among what people choose: "Tasks". */
  group: string
  /** "A task is given to you" */
  title: string
  /** "the task is yours", after "You get this because". */
  because: string
  icon: NotificationIcon
  tone?: 'usual' | 'good' | 'warning' | 'failure'
  /**
   * What it says after the name of who did it, as the audit log does: "assigned {task} to you". Words that begin with a record
   * are a sentence of their own: "{job} finished". Names may be of one or of many, so the verb has to fit both.
   */
  words: string
  /** Without it nobody is told, and what was told before is not shown any more. */
  permission: string
  usual: UsualWays
  /** The hub tells the same by a mail of its own already, so that this one is never mailed. */
  hasOwnMail?: true
  /** While somebody has one about the same that they have not read, another says nothing new and is not written. */
  isOnce?: true
  topics: readonly string[]
  /** Whom an event of those concerns, or what it settles. It is asked again after a crash, and each person is told once. */
  notices(event: DeliveredEvent, db: OrgDb): Promise<readonly (Notice | Settled)[]>
  /** A second line, read anew each time; null where there is nothing to say. */
  detail?(reader: Reader, kept: readonly KeptNotice[]): Promise<readonly (string | null)[]>
  /** Which of these subjects wait for the reader to do something now. */
  waiting?(reader: Reader, subjects: readonly string[]): Promise<readonly string[]>
  /** Where the web app shows it, where that is not the page of its subject: "/o/{org}/credits". */
  link?: string
  /** What stands behind the address of its subject: "?ask=true". */
  search?: string
}

export type NotificationKinds = ReadonlyMap<string, NotificationKind>

type EventOf<Name extends Topic> = { [One in Name]: DeliveredEvent<One, PayloadOf<One>> }[Name]

interface TypedKind<Name extends Topic> extends Omit<NotificationKind, 'topics' | 'notices'> {
  topics: readonly Name[]
  notices(event: EventOf<Name>, db: OrgDb): Promise<readonly (Notice | Settled)[]>
}

/** Declares a kind whose events have the types of its topics. */
export const notificationKind = <const Name extends Topic>(declared: TypedKind<Name>): NotificationKind =>
  declared as NotificationKind // the listener gives it events of these topics alone, parsed
