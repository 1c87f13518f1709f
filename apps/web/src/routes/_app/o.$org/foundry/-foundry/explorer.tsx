import { Page } from '@hub/ui/app-shell'
import { Card } from '@hub/ui/card'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import type { ExplorerProps } from './foundry-search.ts'
import { NoData } from './no-data.tsx'
import { Sections } from './sections.tsx'
import { TypeExplorer } from './type-explorer.tsx'

/** The objects of one type: found, filtered, counted and sorted. */
export function Explorer({ search, onSearch }: ExplorerProps) {
  const { trpc } = useHub()
  const types = useQuery(trpc.modules.foundry.types.list.queryOptions({ limit: 100 }))
  return (
    <Page>
      <Sections />
      <Loaded query={types} failed="The data could not be loaded" skeleton={<ExplorerSkeleton />}>
        {({ items }) => {
          const chosen = items.find(({ id }) => id === search.type) ?? items[0]
          if (!chosen)
            return (
              <>
                <PageHeader
                  title="Data"
                  description="What the business knows, from its files and services."
                />
                <Card>
                  <NoData />
                </Card>
              </>
            )
          return (
            <TypeExplorer key={chosen.id} types={items} chosen={chosen} search={search} onSearch={onSearch} />
          )
        }}
      </Loaded>
    </Page>
  )
}

const ExplorerSkeleton = () => (
  <Card flush>
    <SkeletonRows rows={10} />
  </Card>
)
