import { createFileRoute } from '@tanstack/react-router'
import { TripsPage } from './-travel/trips-page.tsx'

export const Route = createFileRoute('/_app/o/$org/travel/')({
  staticData: { title: 'Travel' },
  component: TripsPage,
})
