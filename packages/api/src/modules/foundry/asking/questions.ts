import type { QuestionDeclaration } from '../../../platform/catalog/questions.ts'
import { saidOfRow } from '../correcting/said-of-row.ts'
import { questionExamples } from './examples.ts'
import { readDataQuestion } from './read-question.ts'
import { tellQuery } from './tell.ts'

/** Questions about the objects of an organization, whose types nobody but itself knows. */
export const dataQuestions: QuestionDeclaration = {
  name: 'foundry.data',
  permission: 'foundry.data.read',
  read: readDataQuestion,
  correct: saidOfRow,
  tell: tellQuery,
  examples: questionExamples,
}
