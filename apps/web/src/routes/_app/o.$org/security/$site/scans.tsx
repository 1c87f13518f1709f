import { createFileRoute } from '@tanstack/react-router'
import { ScansPage } from '../-security/scans-page.tsx'
import { readScansSearch } from '../-security/security-search.ts'

export const Route = createFileRoute('/_app/o/$org/security/$site/scans')({
  staticData: { title: 'Earlier scans', within: { title: 'Security', to: '/o/$org/security' } },
  validateSearch: readScansSearch,
  component: ScansRoute,
})

function ScansRoute() {
  const { site } = Route.useParams()
  return <ScansPage key={site} id={site} search={Route.useSearch()} />
}
