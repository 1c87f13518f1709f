import { Shield } from 'lucide-react'
import type { WebModule } from '../web-module.ts'

export const security: WebModule = {
  name: 'security',
  chart: { name: 'Security', color: 4 },
  places: [
    {
      to: '/o/$org/security',
      letter: 'h',
      label: 'Security',
      icon: Shield,
      group: 'modules',
      permission: 'security.site.read',
      keywords: ['websites', 'scan', 'grade', 'weaknesses'],
    },
  ],
}
