import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCan, useOrganization } from '../../../../../account.ts'
import { endpointState, topicsWords } from '../../../../../components/endpoint-words.ts'
import type { Endpoint } from '../../../../../components/endpoint-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { NewEndpointDialog } from './new-endpoint-dialog.tsx'
import { SecretShown } from './secret-shown.tsx'

interface EndpointListProps {
  isNew: boolean
  onNew: (isOpen: boolean) => void
}

/** Where events are sent. */
export function EndpointList({ isNew, onNew }: EndpointListProps) {
  const canWrite = useCan('endpoint.write')
  // Only in memory: a secret is never kept where another page could read it.
  const [secret, setSecret] = useState<string | null>(null)
  const endpoints = useInfiniteQuery(useTRPC().endpoints.list.infiniteQueryOptions({}, paging))
  const button = canWrite && (
    <Button size="sm" onClick={() => onNew(true)}>
      <Plus />
      New endpoint
    </Button>
  )
  return (
    <Card flush title="Endpoints" action={button}>
      <Loaded
        query={endpoints}
        failed="The endpoints could not be loaded"
        skeleton={<SkeletonRows rows={3} />}
      >
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <Empty title="No endpoints yet">
              An endpoint is an address of your own that is told what happens here, as it happens, in signed
              requests.
            </Empty>
          ) : (
            <EndpointTable endpoints={items} />
          )
        }}
      </Loaded>
      <LoadMore query={endpoints} />
      {isNew && canWrite && (
        <NewEndpointDialog
          onClose={() => onNew(false)}
          onMade={(made) => {
            onNew(false)
            setSecret(made)
          }}
        />
      )}
      {secret !== null && <SecretShown secret={secret} onClose={() => setSecret(null)} />}
    </Card>
  )
}

function EndpointTable({ endpoints }: { endpoints: readonly Endpoint[] }) {
  return (
    <Table label="Endpoints">
      <TableHead>
        <Th>Endpoint</Th>
        <Th>Gets</Th>
        <Th>State</Th>
      </TableHead>
      <TableBody>
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} />
        ))}
      </TableBody>
    </Table>
  )
}

function EndpointRow({ endpoint }: { endpoint: Endpoint }) {
  const { slug } = useOrganization()
  const { id, name, address, topics, dead } = endpoint
  const { tone, word } = endpointState(endpoint)
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <Link
          to="/o/$org/events/endpoints/$endpoint"
          params={{ org: slug, endpoint: id }}
          className="block font-medium text-text wrap-anywhere"
        >
          {name}
        </Link>
        <span className="block text-12 text-text-3 wrap-anywhere">{address}</span>
        {dead > 0 && <span className="block text-12 text-danger-text">{dead} given up</span>}
      </Td>
      <Td phone="detail" className="max-w-[240px] truncate text-text-2">
        {topicsWords(topics)}
      </Td>
      <Td phone="end">
        <Status tone={tone}>{word}</Status>
      </Td>
    </TableRow>
  )
}
