import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const opsPrompts: readonly PromptDeclaration[] = [
  {
    name: 'notes-to-tasks',
    title: 'Tasks from meeting notes',
    description: 'Proposes tasks from notes, each with the words it comes from',
    arguments: [{ name: 'notes', description: 'The notes as they were written', isRequired: true }],
    text: 'Propose tasks from these notes of a meeting: what is to be done, by whom and until when, each with the words it comes from. Add none before I have said which. The notes: {notes}',
    uses: ['notes.propose', 'notes.accept'],
  },
  {
    name: 'my-week',
    title: 'My week',
    description: 'What is due this week, in a sensible order',
    text: 'Look at the open tasks that are mine, and propose in which order I do them this week: overdue ones first, then by day. Say what I could hand to a colleague. Change nothing before I have agreed.',
    uses: ['tasks.list'],
  },
]
