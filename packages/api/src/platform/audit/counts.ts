import type { OrgDb } from '@hub/db'
import type { Compilable, Expression } from 'kysely'

/** Something of a person's work that is counted by months on their profile. */
export interface CountDeclaration {
  /** As `ops.created`; begins with the module. */
  name: string
  /** After the word of its group: "Created". */
  title: string
  /** A query of the moments in which it happened, as `at`, from `since` on. It is not run by itself. */
  moments: (
    db: OrgDb,
    of: { userId: string; since: Expression<string> },
  ) => Compilable<{ at: string | null }> & Expression<unknown>
}

/** What a module counts together, in one chart: "Tasks", with those created and those finished. */
export interface CountGroup {
  title: string
  counts: readonly CountDeclaration[]
}
