import type { PromptDeclaration } from '../platform/catalog/prompts.ts'

/** Requests about the hub as a whole. */
export const hubPrompts: readonly PromptDeclaration[] = [
  {
    name: 'morning-briefing',
    title: 'Morning briefing',
    description: 'What needs me today',
    text: 'Tell me what needs me today, the most pressing first, in a few lines with the link to each. Say what could not be looked at. Change nothing.',
    uses: ['system.briefing'],
  },
  {
    name: 'where-credits-go',
    title: 'Where our credits go',
    description: 'What was spent, on what, and how long the rest will last',
    text: 'Tell me what our credits were spent on within the last 30 days, by day and by part of the hub, and how long what is left will last at that pace.',
    uses: ['credits.usage', 'credits.balance'],
  },
]
