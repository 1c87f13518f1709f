import type { QuestionPlace } from '../../../platform/catalog/questions.ts'
import { dateOf, linkTo, moneyOf, vocabularyOf } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

const lower = (text: string) => text.toLowerCase()

function ofType(type: AskedType, types: readonly AskedType[]): string[] {
  const many = types.find((other) => linkTo(type, other)?.isOne === false)
  const choice = type.properties.find(({ kind, slot }) => kind === 'choice' && slot !== null)
  return [
    ...(many ? [`Which ${lower(type.plural)} have at least 2 ${lower(many.plural)}?`] : []),
    ...(moneyOf(type) && dateOf(type) ? [`What is the total of ${lower(type.plural)} by month?`] : []),
    ...(choice ? [`How many ${lower(type.plural)} are there by ${lower(choice.title)}?`] : []),
  ]
}

/** Questions that this data answers, each of another kind where there are several. */
export async function questionExamples({ db }: QuestionPlace): Promise<string[]> {
  const types = await vocabularyOf(db)
  const all = types.map((type) => ofType(type, types))
  return [0, 1, 2].flatMap((at) => all.flatMap((questions) => questions[at] ?? []))
}
