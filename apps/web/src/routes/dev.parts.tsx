import { createFileRoute } from '@tanstack/react-router'
import { PartsPage } from '../dev/parts-page.tsx'
import { checked, text } from '../search-params.ts'
import type { RawSearch } from '../search-params.ts'

/** The hub answers this address only where it shows its development mailbox too. */
export const Route = createFileRoute('/dev/parts')({
  staticData: { title: 'Parts' },
  validateSearch: (search: RawSearch) => checked({ part: text(search['part'], 40) }),
  component: Parts,
})

function Parts() {
  return <PartsPage part={Route.useSearch().part} />
}
