import type { Hub } from '../../../platform/hub.ts'
import type {
  AskedLast,
  QuestionDeclaration,
  QuestionPlace,
  ReadCorrection,
  ReadQuestion,
} from '../../../platform/catalog/questions.ts'

/** A question that was read to its last word, and who read it. */
export interface AskedQuestion extends ReadQuestion {
  questions: QuestionDeclaration
}

interface Asker {
  hub: Pick<Hub, 'questions'>
  permissions: ReadonlySet<string>
}

/** The question as the first reader understands it that makes something of each of its words; null where none does. */
export async function askedQuestion(
  { hub, permissions }: Asker,
  place: QuestionPlace,
  { question, last }: { question: string; last: AskedLast | null },
): Promise<AskedQuestion | null> {
  for (const questions of hub.questions) {
    if (!permissions.has(questions.permission)) continue
    const read = await questions.read(place, question, last)
    if (read && read.missed.length === 0) return { ...read, questions }
  }
  return null
}

/** What is to be changed in a row of such a kind, as the first reader understands it; null where none does. */
export async function askedCorrection(
  { hub, permissions }: Asker,
  place: QuestionPlace,
  { said, spoken }: { said: string; spoken: string | null },
): Promise<ReadCorrection | null> {
  for (const { permission, correct } of hub.questions) {
    const read = correct && permissions.has(permission) ? await correct(place, said, spoken) : null
    if (read) return read
  }
  return null
}
