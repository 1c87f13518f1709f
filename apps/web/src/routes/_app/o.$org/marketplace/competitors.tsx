import { createFileRoute } from '@tanstack/react-router'
import { CompetitorsPage } from './-marketplace/competitors-page.tsx'

export const Route = createFileRoute('/_app/o/$org/marketplace/competitors')({
  staticData: { title: 'Competitors' },
  component: CompetitorsPage,
})
