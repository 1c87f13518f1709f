import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { Megaphone } from 'lucide-react'
import { Suspense, useState } from 'react'
import { ChoiceFilter } from '../../../components/choice-filter.tsx'
import { LoadMore } from '../../../components/load-more.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { lazyPart } from '../../../lazy-part.ts'
import { paging } from '../../../paging.ts'
import { checked, compact, oneOf } from '../../../search-params.ts'
import type { RawSearch } from '../../../search-params.ts'
import { useTRPC } from '../../../trpc.ts'
import { BroadcastTable } from './-admin/broadcast-table.tsx'

const BroadcastDialog = lazyPart(async () => (await import('./-admin/broadcast-dialog.tsx')).BroadcastDialog)

const states = ['shown', 'over'] as const

export const Route = createFileRoute('/_app/admin/broadcasts')({
  staticData: { title: 'Messages' },
  validateSearch: (search: RawSearch) => checked({ state: oneOf(search['state'], states) }),
  component: Broadcasts,
})

const PAGE = 30

function Broadcasts() {
  const { state } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [isWriting, setWriting] = useState(false)
  const broadcasts = useInfiniteQuery(
    useTRPC().admin.broadcasts.list.infiniteQueryOptions(
      { limit: PAGE, ...(state !== undefined && { isActive: state === 'shown' }) },
      { ...paging, placeholderData: (before) => before },
    ),
  )
  return (
    <>
      <PageHeader
        title="Messages"
        description="Short texts across the top of every open page, of everybody or of one organization. Three are shown at once at most."
        actions={
          <Button variant="primary" onClick={() => setWriting(true)}>
            <Megaphone aria-hidden="true" />
            Write a message
          </Button>
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ChoiceFilter
          name="State"
          choices={[
            { value: 'shown', label: 'Shown now' },
            { value: 'over', label: 'Over' },
          ]}
          value={state}
          onChange={(next) => void navigate({ search: compact({ state: next }), replace: true })}
        />
      </div>
      <Card flush>
        <Loaded
          query={broadcasts}
          failed="The messages could not be loaded"
          skeleton={<SkeletonRows rows={4} />}
        >
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            if (items.length === 0)
              return (
                <Empty title={state === undefined ? 'Nothing was said yet' : 'None in this state'}>
                  Say when the hub will be away, or what is new. It is on every open page within a second.
                </Empty>
              )
            return <BroadcastTable broadcasts={items} />
          }}
        </Loaded>
        <LoadMore query={broadcasts} />
      </Card>
      {isWriting && (
        <Suspense>
          <BroadcastDialog onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </>
  )
}
