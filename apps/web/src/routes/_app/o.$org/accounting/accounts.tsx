import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { createFileRoute } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { lazyPart } from '../../../../lazy-part.ts'
import { AccountTable } from './-accounting/account-table.tsx'
import type { AccountAct } from './-accounting/account-table.tsx'
import { BookPage } from './-accounting/book-page.tsx'
import { useLedgerAccounts } from './-accounting/use-ledger-accounts.ts'

const NewAccount = lazyPart(async () => (await import('./-accounting/new-account.tsx')).NewAccount)
const ChangeAccount = lazyPart(async () => (await import('./-accounting/change-account.tsx')).ChangeAccount)
const ArchiveAccount = lazyPart(
  async () => (await import('./-accounting/archive-account.tsx')).ArchiveAccount,
)

export const Route = createFileRoute('/_app/o/$org/accounting/accounts')({
  staticData: { title: 'Ledger accounts' },
  loader: ({ context: { hub, organization } }) => {
    if (!organization.permissions.includes('accounting.book.read')) return
    void hub.queryClient.prefetchQuery(hub.trpc.modules.accounting.book.get.queryOptions())
  },
  component: Accounts,
})

function Accounts() {
  const canWrite = useCan('accounting.book.write')
  const [isAdding, setAdding] = useState(false)
  const [act, setAct] = useState<AccountAct | null>(null)
  const stop = () => setAct(null)
  return (
    <>
      <BookPage
        title="Ledger accounts"
        description="What the books are kept on. Each leads to what moved it."
        actions={
          canWrite && (
            <Button variant="primary" onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" />
              Add account
            </Button>
          )
        }
      >
        {() => <AllAccounts onAct={canWrite ? setAct : undefined} />}
      </BookPage>
      <Suspense>
        {isAdding && <NewAccount onClose={() => setAdding(false)} />}
        {act?.kind === 'change' && <ChangeAccount account={act.account} onClose={stop} />}
        {act?.kind === 'archive' && <ArchiveAccount account={act.account} onClose={stop} />}
      </Suspense>
    </>
  )
}

function AllAccounts({ onAct }: { onAct: ((act: AccountAct) => void) | undefined }) {
  const accounts = useLedgerAccounts()
  return (
    <Card flush>
      <Loaded
        query={accounts}
        failed="The ledger accounts could not be loaded"
        skeleton={<SkeletonRows rows={10} />}
      >
        {(all) => <AccountTable accounts={all} onAct={onAct} />}
      </Loaded>
    </Card>
  )
}
