import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const travelPrompts: readonly PromptDeclaration[] = [
  {
    name: 'plan-trip',
    title: 'Plan a trip',
    description: 'From a sentence to offers one can hold',
    arguments: [
      {
        name: 'wish',
        description: 'Where from and to, when, for how many and up to which price',
        isRequired: true,
      },
    ],
    text: 'Plan this trip: {wish} Show me the best three offers with their totals and what speaks for and against each. Hold nothing before I have chosen.',
    uses: ['trips.create', 'trips.plan', 'cards.list'],
  },
]
