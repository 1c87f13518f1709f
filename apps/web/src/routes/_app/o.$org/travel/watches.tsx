import { createFileRoute } from '@tanstack/react-router'
import { WatchesPage } from './-travel/watches-page.tsx'

export const Route = createFileRoute('/_app/o/$org/travel/watches')({
  staticData: { title: 'Watched prices' },
  component: WatchesPage,
})
