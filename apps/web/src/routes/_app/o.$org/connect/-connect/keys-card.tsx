import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCan, useHub, useMe } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { ProgramScopes } from './program-scopes.tsx'
import { unaskedWords } from '../../../../../components/scope-presets.ts'

type ApiKey = inferRouterOutputs<AppRouter>['auth']['apiKeys']['list']['items'][number]

/** The live keys: who they are for, what they may do, when they were used. */
export function KeysCard({ onNew }: { onNew: () => void }) {
  const canWrite = useCan('apiKey.write')
  const [ending, setEnding] = useState<ApiKey | null>(null)
  const keys = useInfiniteQuery(useTRPC().auth.apiKeys.list.infiniteQueryOptions({}, paging))
  const button = (
    <Button size="sm" onClick={onNew}>
      <Plus />
      New key
    </Button>
  )
  return (
    <Card flush title="Keys" action={canWrite && button}>
      <Loaded query={keys} failed="The keys could not be loaded" skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) {
            return (
              <Empty title="No keys yet" actions={canWrite && button}>
                A key lets one assistant or program work in your name, as far as you allow.
              </Empty>
            )
          }
          return <KeyTable keys={items} onEnd={canWrite ? setEnding : undefined} />
        }}
      </Loaded>
      <LoadMore query={keys} />
      {ending && <EndKey apiKey={ending} onClose={() => setEnding(null)} />}
    </Card>
  )
}

interface KeyTableProps {
  keys: readonly ApiKey[]
  onEnd: ((key: ApiKey) => void) | undefined
}

function KeyTable({ keys, onEnd }: KeyTableProps) {
  return (
    <Table label="Keys">
      <TableHead>
        <Th>Name</Th>
        <Th>May</Th>
        <Th>Last used</Th>
        <Th>Ends</Th>
        <Th>
          <span className="sr-only">End the key</span>
        </Th>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} onEnd={onEnd} />
        ))}
      </TableBody>
    </Table>
  )
}

const kindWords: Record<ApiKey['kind'], string> = {
  assistant: 'For an assistant, over MCP',
  program: 'For a program, not over MCP',
}

function KeyRow({ apiKey, onEnd }: { apiKey: ApiKey; onEnd: KeyTableProps['onEnd'] }) {
  const { user } = useMe()
  const timeZone = useTimeZone()
  const { name, kind, prefix, ownerId, ownerName, scopes, unaskedTools, lastUsedAt, expiresAt } = apiKey
  return (
    <TableRow>
      <Td className="max-w-[200px]">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-12 text-text-3">{kindWords[kind]}</span>
        <span className="block truncate font-mono text-12 tracking-normal text-text-3">{`${prefix}…`}</span>
        {ownerId !== user.id && <span className="block truncate text-12 text-text-3">{ownerName}</span>}
        {unaskedTools.length > 0 && <Unasked procedures={unaskedTools} />}
      </Td>
      <Td phone="hidden" className="whitespace-nowrap text-text-2">
        <ProgramScopes program={{ ...apiKey, kind: 'key' }} scopes={scopes} />
      </Td>
      <Td phone="hidden" className="whitespace-nowrap text-text-2">
        {lastUsedAt === null ? 'Never' : <Time value={lastUsedAt} timeZone={timeZone} />}
      </Td>
      <Td phone="detail-end" className="whitespace-nowrap text-text-2">
        <Time value={expiresAt} format="day" timeZone={timeZone} />
      </Td>
      <Td phone="end" className="text-right">
        {onEnd && (
          <Button size="sm" variant="ghost" aria-label={`Revoke ${name}`} onClick={() => onEnd(apiKey)}>
            Revoke
          </Button>
        )}
      </Td>
    </TableRow>
  )
}

/** What it changes without a word from anybody; a pointer on it tells what exactly. */
function Unasked({ procedures }: { procedures: readonly string[] }) {
  const { data } = useQuery(useTRPC().auth.apiKeys.scopes.queryOptions({}, { staleTime: Infinity }))
  const titles = procedures.map(
    (path) => data?.unaskedTools.find(({ procedure }) => procedure === path)?.title ?? path,
  )
  return (
    <span className="block text-12 text-warning-text" title={titles.join(', ')}>
      {unaskedWords(procedures.length)}
    </span>
  )
}

function EndKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { queryClient, trpc } = useHub()
  const revoke = useMutation(
    trpc.auth.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        onClose()
        showToast(`Revoked: ${apiKey.name}`)
        await queryClient.invalidateQueries(trpc.auth.apiKeys.list.pathFilter())
      },
      onError: (error) => showErrorToast(`“${apiKey.name}” still works. ${toFailure(error).message}`),
    }),
  )
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke “${apiKey.name}”?`}
      consequence="Whatever uses it stops working at once. This cannot be undone; a new key can be made."
      confirmLabel="Revoke"
      pendingLabel="Revoking"
      pending={revoke.isPending}
      onConfirm={() => revoke.mutate({ id: apiKey.id, idempotencyKey: newKey() })}
    />
  )
}
