import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { PageHeader } from '@hub/ui/page-header'
import { createFileRoute } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { paging } from '../../../../paging.ts'
import { compact } from '../../../../search-params.ts'
import { CallsCard } from './-connect/calls-card.tsx'
import { kindOf } from './-connect/clients.ts'
import type { MadeKey } from './-connect/clients.ts'
import { readConnectSearch } from './-connect/connect-search.ts'
import { GrantsCard } from './-connect/grants-card.tsx'
import { KeyShown } from './-connect/key-shown.tsx'
import { KeysCard } from './-connect/keys-card.tsx'
import { SetupCard } from './-connect/setup-card.tsx'

const NewKeyDialog = lazyPart(async () => (await import('./-connect/new-key-dialog.tsx')).NewKeyDialog)

export const Route = createFileRoute('/_app/o/$org/connect/')({
  staticData: { title: 'Connect' },
  validateSearch: readConnectSearch,
  loader: ({ context: { hub } }) => {
    void hub.queryClient.prefetchInfiniteQuery(hub.trpc.auth.apiKeys.list.infiniteQueryOptions({}, paging))
    void hub.queryClient.prefetchInfiniteQuery(hub.trpc.auth.grants.list.infiniteQueryOptions({}, paging))
  },
  component: Connect,
})

function Connect() {
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  // Only in memory: a key is never kept where another page could read it.
  const [apiKey, setApiKey] = useState<MadeKey>()
  const client = search.client ?? 'claude'
  const [isShown, setShown] = useState(false)
  const setNew = (isOpen: boolean) =>
    void navigate({
      search: compact({ ...search, new: isOpen ? (true as const) : undefined }),
      replace: true,
    })
  return (
    <Page>
      <PageHeader
        title="Connect your assistant"
        description="Let Claude, Cursor, VS Code or your own program work with your business. It can do what you allow, and nothing else."
        actions={
          <Button render={<a href="/api/docs" target="_blank" rel="noreferrer" />}>
            <BookOpen />
            API reference
          </Button>
        }
      />
      <div className="grid grid-cols-1 items-start gap-(--gap) side:grid-cols-[minmax(0,1fr)_336px]">
        <div className="flex min-w-0 flex-col gap-(--gap)">
          <SetupCard
            client={client}
            onClientChange={(client) => void navigate({ search: { ...search, client }, replace: true })}
            way={search.way ?? 'sign-in'}
            onWayChange={(way) => void navigate({ search: { ...search, way }, replace: true })}
            apiKey={apiKey}
          />
          <GrantsCard />
          <KeysCard onNew={() => setNew(true)} />
        </div>
        <div className="flex min-w-0 flex-col gap-(--gap)">
          <HouseRules />
          <CallsCard />
        </div>
      </div>
      {search.new === true && (
        <Suspense>
          <NewKeyDialog
            kind={kindOf(client)}
            onClose={() => setNew(false)}
            onMade={(key) => {
              setApiKey(key)
              setShown(true)
              void navigate({
                search: compact({ ...search, new: undefined, way: 'key' as const }),
                replace: true,
              })
            }}
          />
        </Suspense>
      )}
      {isShown && apiKey !== undefined && <KeyShown apiKey={apiKey} onClose={() => setShown(false)} />}
    </Page>
  )
}

/** What holds for every connected assistant. */
function HouseRules() {
  return (
    <Card title="What an assistant may do">
      <Ledger label="What a connected assistant may do">
        <LedgerLine name="Look things up" amount="always" />
        <LedgerLine name="Create and change" amount="asks you first" />
        <LedgerLine name="Remove" amount="asks you first" />
        <LedgerLine name="Keys, team, billing" amount="never" />
      </Ledger>
      <p className="mt-3 text-12 text-text-3">
        This holds for assistants. A program with a key for programs changes things at once, so no assistant
        should get one.
      </p>
      <p className="mt-2 text-12 text-text-3">
        A key holds at most what its owner may do, and stops when the owner leaves.
      </p>
    </Card>
  )
}
