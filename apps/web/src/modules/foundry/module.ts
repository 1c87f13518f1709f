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
}
