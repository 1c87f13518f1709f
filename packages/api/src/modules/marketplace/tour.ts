import type { TourDeclaration } from '../../platform/catalog/tour.ts'
import type { Product } from './products/schema.ts'

const MODULE = 'modules.marketplace'

/** A product with its own price, and the wish to hear who undercuts it: shops are asked by the internet, which the tour does without. */
export const marketplaceTour: TourDeclaration = {
  acts: [
    {
      door: 'cli',
      name: 'Add a product from the command line',
      path: `${MODULE}.products.create`,
      input: () => ({ name: 'House blend, 1 kg', price: '24.50', currency: 'EUR' }),
      keeps: 'product',
      says: (answer) => (answer as Product).name,
    },
    {
      door: 'rest',
      name: 'Ask by REST to be told who is cheaper',
      path: `${MODULE}.rules.create`,
      input: ({ id }) => ({ kind: 'undercut', productId: id('product') }),
      says: () => 'as soon as somebody is',
    },
    {
      door: 'web',
      name: 'See its price',
      path: `${MODULE}.products.get`,
      input: ({ id }) => ({ id: id('product') }),
      says: (answer) => `${(answer as Product).price?.amount} EUR`,
    },
  ],
  sample: [
    {
      door: 'mcp',
      name: 'Read by MCP who is cheaper',
      path: `${MODULE}.products.list`,
      input: () => ({ limit: 5 }),
      says: (answer) =>
        (answer as { items: Product[] }).items
          .map(({ name, lowest }) => (lowest ? `${name} for ${lowest.amount} at ${lowest.shop}` : name))
          .join('; '),
    },
  ],
}
