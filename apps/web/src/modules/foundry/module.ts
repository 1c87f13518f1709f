import { Layers } from 'lucide-react'
import type { WebModule } from '../web-module.ts'

export const foundry: WebModule = {
  name: 'foundry',
  chart: { name: 'Data', color: 4 },
  places: [
    {
      to: '/o/$org/foundry',
      letter: 'y',
      label: 'Data',
      icon: Layers,
      group: 'modules',
      permission: 'foundry.data.read',
      keywords: ['customers', 'orders', 'objects', 'explore', 'import', 'csv', 'sources', 'dataset'],
    },
  ],
  shortcuts: [
    {
      group: 'Data',
      keys: [{ what: 'Next or previous row', keys: ['J', 'K'] }],
    },
  ],
  programs: {
    read: 'modules/foundry/types/list',
    write: {
      path: 'modules/foundry/datasets/create',
      body: '{"title": "Orders of the till"}',
      idempotencyKey: 'dataset-till-orders',
    },
  },
}
