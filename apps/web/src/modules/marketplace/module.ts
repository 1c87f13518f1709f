import { Tag } from 'lucide-react'
import type { WebModule } from '../web-module.ts'

export const marketplace: WebModule = {
  name: 'marketplace',
  chart: { name: 'Prices', color: 2 },
  places: [
    {
      to: '/o/$org/marketplace',
      letter: 'r',
      label: 'Prices',
      icon: Tag,
      group: 'modules',
      permission: 'marketplace.price.read',
      keywords: ['shops', 'competitors', 'price tracker', 'alerts'],
    },
  ],
}
