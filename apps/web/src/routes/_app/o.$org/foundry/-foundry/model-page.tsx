import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Link2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { ModelSearch } from './foundry-search.ts'
import type { ListedType } from './foundry-types.ts'
import { NoData } from './no-data.tsx'
import { Sections } from './sections.tsx'

const TypeDrawer = lazyPart(async () => (await import('./type-drawer.tsx')).TypeDrawer)
const NewLink = lazyPart(async () => (await import('./new-link.tsx')).NewLink)

export interface ModelPageProps {
  search: ModelSearch
  onSearch: (change: { [Key in keyof ModelSearch]?: ModelSearch[Key] | undefined }) => void
}

/** What the data is about: the types of objects, their properties, and how they are linked. */
export function ModelPage({ search, onSearch }: ModelPageProps) {
  const { trpc } = useHub()
  const canManage = useCan('foundry.data.manage')
  const [isLinking, setLinking] = useState(false)
  const types = useQuery(trpc.modules.foundry.types.list.queryOptions({ limit: 100 }))
  const archived = useQuery(trpc.modules.foundry.types.list.queryOptions({ limit: 100, archived: true }))
  const items = types.data?.items ?? []
  const putAway = archived.data?.items ?? []
  return (
    <Page>
      <Sections />
      <PageHeader
        title="Model"
        description="What the data is about, and how one thing leads to another."
        actions={
          canManage &&
          items.length > 0 && (
            <Button onClick={() => setLinking(true)}>
              <Link2 aria-hidden="true" />
              Link two types
            </Button>
          )
        }
      />
      <Card flush>
        <Loaded query={types} failed="The model could not be loaded" skeleton={<SkeletonRows rows={6} />}>
          {() => (items.length === 0 ? <NoData /> : <TypeTable label="Types" types={items} />)}
        </Loaded>
      </Card>
      {putAway.length > 0 && (
        <section>
          <h2 className="mt-6 mb-2 text-15 font-semibold">Archived</h2>
          <Card flush>
            <TypeTable label="Archived types" types={putAway} />
          </Card>
        </section>
      )}
      <Suspense>
        <TypeDrawer id={search.type} onClose={() => onSearch({ type: undefined })} />
        {isLinking && <NewLink types={items} onClose={() => setLinking(false)} />}
      </Suspense>
    </Page>
  )
}

function TypeTable({ label, types }: { label: string; types: readonly ListedType[] }) {
  const { slug } = useOrganization()
  return (
    <Table label={label}>
      <TableHead>
        <Th>Type</Th>
        <Th>Called in queries</Th>
        <Th numeric>Objects</Th>
      </TableHead>
      <TableBody>
        {types.map(({ id, plural, name, objects }) => (
          <TableRow key={id}>
            <Td className="w-full tablet:max-w-0">
              <Link
                to="/o/$org/foundry/model"
                params={{ org: slug }}
                search={{ type: id }}
                className="block wrap-anywhere tablet:truncate"
              >
                {plural}
              </Link>
            </Td>
            <Td phone="detail" className="font-mono text-13 whitespace-nowrap text-text-2">
              {name}
            </Td>
            <Td numeric phone="end">
              {objects.toLocaleString('en')}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
