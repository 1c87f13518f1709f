import type { Relation } from './leads.ts'
import type { Shift } from './shifts.ts'

/** Days and times are those of the person's own clock; `inZone` moves them. */
export type Moment =
  | {
      kind: 'day'
      day: string
      time: string | null
      relation: Relation
      /** Whether it can only be a date here: "the Monday menu" is a menu, and "Monday's tasks" may be either. */
      isSure: boolean
    }
  /** A time alone, with the day on which it comes next. */
  | { kind: 'time'; day: string; time: string; relation: Relation; isSure: boolean }
  | { kind: 'range'; from: string; to: string; relation: Relation; isSure: boolean }
  | ({ kind: 'shift'; isSure: true } & Shift)
  /** "Without a date" */
  | { kind: 'none'; isSure: true }
