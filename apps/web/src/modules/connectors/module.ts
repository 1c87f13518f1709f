import { Cable } from 'lucide-react'
import type { WebModule } from '../web-module.ts'

export const connectors: WebModule = {
  name: 'connectors',
  chart: { name: 'Connectors', color: 5 },
  places: [
    {
      to: '/o/$org/connectors',
      letter: 'v',
      label: 'Connectors',
      icon: Cable,
      group: 'modules',
      permission: 'connectors.connection.read',
      keywords: [
        'shopify',
        'stripe',
        'hubspot',
        'crm',
        'shop',
        'payments',
        'sync',
        'integration',
        'services',
      ],
    },
  ],
}
