import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const connectorsPrompts: readonly PromptDeclaration[] = [
  {
    name: 'check-connections',
    title: 'Are our services connected?',
    description: 'Which connections work, and what to do about the others',
    text: 'Look at our connections to other services. Say which of them work and when they were read last, and for each that does not, why and what I can do about it.',
    uses: ['connections.list', 'connections.get'],
  },
]
