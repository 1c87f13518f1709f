import type { QuestionDeclaration } from '../../../platform/catalog/questions.ts'
import { questionExamples } from './examples.ts'
import { readDataQuestion } from './read-question.ts'
import { tellQuery } from './tell.ts'

/** Questions about the objects of an organization, whose types nobody but itself knows. */
export const dataQuestions: QuestionDeclaration = {
  name: 'foundry.data',
  permission: 'foundry.data.read',
  read: readDataQuestion,
  tell: tellQuery,
  examples: questionExamples,
}
