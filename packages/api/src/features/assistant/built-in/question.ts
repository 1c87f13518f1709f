import type { Hub } from '../../../platform/hub.ts'
import type { QuestionDeclaration, QuestionPlace, ReadQuestion } from '../../../platform/catalog/questions.ts'

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
  question: string,
): Promise<AskedQuestion | null> {
  for (const questions of hub.questions) {
    if (!permissions.has(questions.permission)) continue
    const read = await questions.read(place, question)
    if (read && read.missed.length === 0) return { ...read, questions }
  }
  return null
}
