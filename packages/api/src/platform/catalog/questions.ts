import type { OrgDb } from '@hub/db'

/** Where and when somebody asks. */
export interface QuestionPlace {
  db: OrgDb
  now: Date
  /** Where the organization is: its days are meant. */
  timeZone: string
  /** The organization's: amounts without one are in it. */
  currency: string
}

/** What was asked for last in the same conversation: "and in Limerick?" is asked of the same. */
export interface AskedLast {
  path: string
  input: Readonly<Record<string, unknown>>
}

/** A question as a read act of the module answers it. */
export interface ReadQuestion {
  /** "modules.foundry.queries.run" */
  path: string
  input: Readonly<Record<string, unknown>>
  /** Words of weight that nothing was made of: with any of them the answer would be one to another question. */
  missed: readonly string[]
  /** All of a kind, how many there are, or one by its name: what the acts of the module are asked for in their own words. */
  isPlain: boolean
  /** It may mean any of these, such as what was paid or what was quoted: it is asked which, and not answered. */
  unclear?: readonly string[]
}

/** What is wanted of the values of one of these rows, as an act of the module does it: mostly that one is changed. */
export interface ReadCorrection {
  /** "modules.foundry.objects.edit" */
  path: string
  /** With the `id` of the row. */
  input: Readonly<Record<string, unknown>>
  /** What the row is called. */
  name: string
  /** It says of the row what it is now: no other act is meant, whatever it sounds like. */
  isSure?: boolean
}

/** An answer as a table of texts. */
export interface AnsweredQuestion {
  /** What was asked, as it was understood: "Customers with at least 2 orders". */
  words: string
  columns: readonly { title: string; isNumber: boolean }[]
  /** `id`: of the record that a row is about. */
  rows: readonly { id: string | null; cells: readonly string[] }[]
  /** There are no more than these. */
  isAll: boolean
  /** The kind of the records. */
  entity: string
}

/**
 * Reads questions about rows whose kinds the organization made itself, so that no sentence of `phrases` can know them:
 * "which customers bought twice since May?"
 */
export interface QuestionDeclaration {
  /** Begins with the module's name: "foundry.data". */
  name: string
  /** Without it nothing is read. */
  permission: string
  /** null: the question is about nothing of this. It looks at rows only to know how they are called. */
  read(place: QuestionPlace, question: string, last?: AskedLast | null): Promise<ReadQuestion | null>
  /**
   * "Healy radiators should be 640", "back to what the file says", "who changed it since?": null where nothing of a row's values is
   * to be changed or told, or not all of it was understood. `spoken`: the id of the row that was spoken of last, where it may be one
   * of these.
   */
  correct?(place: QuestionPlace, said: string, spoken: string | null): Promise<ReadCorrection | null>
  /** What the act answered, as people read it. Throws where an older answer no longer fits its schema. */
  tell(output: unknown): AnsweredQuestion
  /** Questions that have an answer here, for somebody whose own was not understood. */
  examples(place: QuestionPlace): Promise<readonly string[]>
}

/** A name of another module would answer in its place. */
export function checkQuestions({
  name,
  questions = [],
}: {
  name: string
  questions?: readonly QuestionDeclaration[]
}): void {
  const wrong = questions.find((one) => !one.name.startsWith(`${name}.`))
  if (wrong)
    throw new Error(
      `The module "${name}" declares the questions "${wrong.name}". Their name begins with "${name}.".`,
    )
}
