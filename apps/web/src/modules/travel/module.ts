import { Send } from 'lucide-react'
import type { WebModule } from '../web-module.ts'

export const travel: WebModule = {
  name: 'travel',
  chart: { name: 'Travel', color: 5 },
  places: [
    {
      to: '/o/$org/travel',
      letter: 'f',
      label: 'Travel',
      icon: Send,
      group: 'modules',
      permission: 'travel.trip.read',
      keywords: ['trips', 'flights', 'hotels', 'bookings'],
    },
  ],
}
