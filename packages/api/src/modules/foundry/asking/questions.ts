import type { QuestionDeclaration } from '../../../platform/catalog/questions.ts'
import { readCorrection } from '../correcting/read-correction.ts'
import { questionExamples } from './examples.ts'
import { readDataQuestion } from './read-question.ts'
import { tellQuery } from './tell.ts'

/** Questions about the objects of an organization, whose types nobody but itself knows. */
export const dataQuestions: QuestionDeclaration = {
  name: 'foundry.data',
  permission: 'foundry.data.read',
  read: readDataQuestion,
  correct: readCorrection,
  tell: tellQuery,
  examples: questionExamples,
}
