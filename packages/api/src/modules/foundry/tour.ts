import type { TourDeclaration } from '../../platform/catalog/tour.ts'
import type { PutAnswer } from './datasets/schema.ts'
import type { QueryAnswer } from './queries/schema.ts'

const MODULE = 'modules.foundry'

const records = [
  { id: '1', customer: 'Lantern Café', town: 'Galway', total: '118.40' },
  { id: '2', customer: 'Kestrel Books', town: 'Galway', total: '42.00' },
  { id: '3', customer: 'Ferry Office', town: 'Cork', total: '67.50' },
]

/** Records become objects, and a question about them is answered. */
export const foundryTour: TourDeclaration = {
  acts: [
    {
      door: 'web',
      name: 'Make a place for data',
      path: `${MODULE}.datasets.create`,
      input: () => ({ title: 'Orders of the till' }),
      keeps: 'dataset',
      says: () => 'Orders of the till',
    },
    {
      door: 'rest',
      name: 'Say by REST what its records are',
      path: `${MODULE}.types.create`,
      input: ({ id }) => ({
        title: 'Order',
        plural: 'Orders',
        datasetId: id('dataset'),
        properties: [
          { title: 'Customer', kind: 'text', path: ['customer'] },
          { title: 'Town', kind: 'choice', path: ['town'] },
          { title: 'Total', kind: 'money', path: ['total'], currency: 'EUR' },
        ],
      }),
      keeps: 'type',
      says: () => 'orders, of a customer in a town, with a total',
    },
    {
      door: 'cli',
      name: 'Bring records from the command line',
      path: `${MODULE}.datasets.put`,
      input: ({ id }) => ({ id: id('dataset'), keyFields: ['id'], records }),
      says: (answer) => `${(answer as PutAnswer).created} orders`,
    },
    {
      door: 'mcp',
      name: 'Ask by MCP what each town bought',
      path: `${MODULE}.queries.run`,
      input: ({ id }) => ({ typeId: id('type'), groupBy: 'town', metrics: ['count', 'sum total'] }),
      says: (answer) => {
        const { words, rows } = answer as QueryAnswer
        return rows.length === 2 ? words : null
      },
    },
  ],
  sample: [
    {
      door: 'assistant',
      name: 'Ask what its shop sold',
      say: 'How many orders were placed this month?',
      answers: 'order',
    },
  ],
}
