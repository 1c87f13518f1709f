import type { PromptDeclaration } from '../../platform/catalog/prompts.ts'

/** What people ask again and again of an assistant of their own. */
export const marketplacePrompts: readonly PromptDeclaration[] = [
  {
    name: 'rival-prices',
    title: 'How our prices stand',
    description: 'Where rivals are cheaper, and how their prices moved',
    text: 'Compare our prices with those of the shops we watch. Say where somebody is cheaper than us and by how much, what moved within the last two weeks, and where we could ask for more. Change no price.',
    uses: ['products.list', 'products.history'],
  },
]
