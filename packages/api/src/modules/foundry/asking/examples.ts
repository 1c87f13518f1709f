import type { QuestionPlace } from '../../../platform/catalog/questions.ts'
import { inSentence } from '../../../shared/in-sentence.ts'
import { dateOf, linkTo, moneyOf, typesAsked } from './vocabulary.ts'
import type { AskedType } from './vocabulary.ts'

function ofType(type: AskedType, types: readonly AskedType[]): string[] {
  const many = types.find((other) => linkTo(type, other)?.isOne === false)
  const choice = type.properties.find(({ kind, slot }) => kind === 'choice' && slot !== null)
  return [
    ...(many ? [`Which ${inSentence(type.plural)} have at least 2 ${inSentence(many.plural)}?`] : []),
    ...(moneyOf(type) && dateOf(type) ? [`What is the total of ${inSentence(type.plural)} by month?`] : []),
    ...(choice ? [`How many ${inSentence(type.plural)} are there by ${inSentence(choice.title)}?`] : []),
  ]
}

/** Questions that this data answers, each of another kind where there are several. */
export async function questionExamples({ db }: QuestionPlace): Promise<string[]> {
  const types = await typesAsked(db)
  const all = types.map((type) => ofType(type, types))
  return [0, 1, 2].flatMap((at) => all.flatMap((questions) => questions[at] ?? []))
}
