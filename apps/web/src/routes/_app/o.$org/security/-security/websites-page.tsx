import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card, CardList } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import { paging } from '../../../../../paging.ts'
import type { Changed, WebsitesSearch } from './security-search.ts'
import { WebsiteRow } from './website-row.tsx'

const AddWebsite = lazyPart(async () => (await import('./add-website.tsx')).AddWebsite)

export interface WebsitesPageProps {
  search: WebsitesSearch
  onSearch: (change: Changed<WebsitesSearch>) => void
}

/** The websites of this organization, each with its grade. */
export function WebsitesPage({ search, onSearch }: WebsitesPageProps) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const navigate = useNavigate()
  const canAdd = useCan('security.scan.write')
  const sites = useInfiniteQuery(trpc.modules.security.sites.list.infiniteQueryOptions({}, paging))
  const add = canAdd ? () => onSearch({ add: true }) : undefined
  const isEmpty = sites.data?.pages[0]?.items.length === 0
  const hasSome = sites.data !== undefined && !isEmpty
  return (
    <Page>
      <PageHeader
        title="Security"
        description="How safe your websites are, and what mends them."
        actions={
          add &&
          hasSome && (
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden="true" />
              Add a website
            </Button>
          )
        }
      />
      <Card flush>
        <Loaded query={sites} failed="The websites could not be loaded" skeleton={<SkeletonSites />}>
          {({ pages }) =>
            isEmpty ? (
              <NoWebsites onAdd={add} />
            ) : (
              <CardList label="Websites">
                {pages
                  .flatMap(({ items }) => items)
                  .map((site) => (
                    <WebsiteRow key={site.id} site={site} />
                  ))}
              </CardList>
            )
          }
        </Loaded>
        <LoadMore query={sites} />
      </Card>
      <Suspense>
        {search.add === true && canAdd && (
          <AddWebsite
            onAdded={(site) =>
              void navigate({ to: '/o/$org/security/$site', params: { org: slug, site }, search: {} })
            }
            onClose={() => onSearch({ add: undefined })}
          />
        )}
      </Suspense>
    </Page>
  )
}

const NoWebsites = ({ onAdd }: { onAdd: (() => void) | undefined }) => (
  <Empty
    picture="search"
    title="No websites yet"
    actions={
      onAdd && (
        <Button variant="primary" onClick={onAdd}>
          <Plus aria-hidden="true" />
          Add a website
        </Button>
      )
    }
  >
    {onAdd
      ? 'Add the website of your business. A scan takes some seconds and says what to mend.'
      : 'Somebody who may scan websites can add the one of your business.'}
  </Empty>
)

const SkeletonSites = () => (
  <div className="divide-y divide-line">
    {[0, 1].map((row) => (
      <div key={row} className="flex h-[76px] items-center gap-4 px-(--card-pad)">
        <Skeleton className="size-12 rounded-lg" />
        <Skeleton className="h-4 w-48" />
        <Skeleton className="ml-auto h-8 w-28" />
      </div>
    ))}
  </div>
)
