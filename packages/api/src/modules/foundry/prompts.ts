import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const foundryPrompts: readonly PromptDeclaration[] = [
  {
    name: 'ask-our-data',
    title: 'Ask our data',
    description: 'Answers a question from the business’s own records',
    arguments: [{ name: 'question', description: 'What you would like to know', isRequired: true }],
    text: 'Answer this from our own data: {question} First look which types there are and what they hold. Name the rows the answer comes from, and say so if the data does not tell.',
    uses: ['types.list', 'types.get', 'objects.find', 'objects.count'],
  },
]
