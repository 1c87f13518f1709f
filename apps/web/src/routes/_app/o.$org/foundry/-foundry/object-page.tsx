import { Page } from '@hub/ui/app-shell'
import { Avatar } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { RecordPage } from '@hub/ui/record'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { NoSuch } from '../../../../../components/no-such.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { ObjectSearch } from './foundry-search.ts'
import type { WholeObject } from './foundry-types.ts'
import { ObjectFacts } from './object-facts.tsx'
import { ObjectHistory } from './object-history.tsx'
import { ObjectLinks } from './object-links.tsx'

const LineageDrawer = lazyPart(async () => (await import('./lineage-drawer.tsx')).LineageDrawer)

export interface ObjectPageProps {
  id: string
  search: ObjectSearch
  onSearch: (change: { [Key in keyof ObjectSearch]?: ObjectSearch[Key] | undefined }) => void
}

/** Everything about one object: its facts with who says them, what it is linked with, and what became of it. */
export function ObjectPage({ id, search, onSearch }: ObjectPageProps) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const object = useQuery(trpc.modules.foundry.objects.get.queryOptions({ id }))
  return (
    <Page>
      <Loaded
        query={object}
        noSuch={
          <NoSuch
            what="object"
            place="the data"
            link={<Link to="/o/$org/foundry" params={{ org: slug }} />}
          />
        }
        level={1}
        failed="This object could not be loaded"
        skeleton={<Loading />}
      >
        {(whole) => <Whole object={whole} search={search} onSearch={onSearch} />}
      </Loaded>
      <Suspense>
        {object.data && (
          <LineageDrawer
            object={object.data}
            open={search.panel === 'source'}
            property={search.fact}
            onClose={() => onSearch({ panel: undefined, fact: undefined })}
          />
        )}
      </Suspense>
    </Page>
  )
}

const Loading = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-12 w-72" />
    <Skeleton className="h-64" />
    <Skeleton className="h-48" />
  </div>
)

function Whole({ object, search, onSearch }: Omit<ObjectPageProps, 'id'> & { object: WholeObject }) {
  const { slug } = useOrganization()
  const { title, type, typeId, dataset, removedAt } = object
  return (
    <RecordPage
      mark={<Avatar name={title} decorative />}
      title={title}
      description={
        <>
          <Link to="/o/$org/foundry" params={{ org: slug }} search={{ type: typeId }}>
            {type}
          </Link>
          {` from ${dataset}`}
        </>
      }
      actions={<Button onClick={() => onSearch({ panel: 'source' })}>Where it comes from</Button>}
    >
      {removedAt !== null && (
        <Note tone="warning" title="Its source no longer has this">
          It is kept with its history, and left out of lists and sums.
        </Note>
      )}
      <Card flush title="Facts">
        <ObjectFacts
          object={object}
          selected={search.panel === 'source' ? search.fact : undefined}
          onSource={(fact) => onSearch({ panel: 'source', fact })}
        />
      </Card>
      <ObjectLinks object={object} link={search.link} onLink={(link) => onSearch({ link })} />
      <ObjectHistory id={object.id} />
    </RecordPage>
  )
}
