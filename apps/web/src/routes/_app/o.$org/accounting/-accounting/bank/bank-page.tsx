import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { Menu, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { Meter } from '@hub/ui/meter'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Download, Landmark, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../../account.ts'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { useNarrow } from '../../../../../../components/use-phone.ts'
import { lazyPart } from '../../../../../../lazy-part.ts'
import { BookPage } from '../book-page.tsx'
import { BankInbox } from './bank-inbox.tsx'
import type { BankChange, BankSearch } from './bank-search.ts'
import type { BankAccount } from './bank-types.ts'

const ImportDialog = lazyPart(async () => (await import('./import-dialog.tsx')).ImportDialog)
const ImportsDialog = lazyPart(async () => (await import('./imports-dialog.tsx')).ImportsDialog)
const NewBankAccount = lazyPart(async () => (await import('./new-bank-account.tsx')).NewBankAccount)

type Dialog = 'import' | 'account' | null

export interface BankPageProps {
  search: BankSearch
  onSearch: (change: BankChange) => void
}

/** What the bank says, matched to what the books say. */
export function BankPage({ search, onSearch }: BankPageProps) {
  const { trpc } = useHub()
  const canWrite = useCan('accounting.bank.write')
  const isNarrow = useNarrow()
  const [dialog, setDialog] = useState<Dialog>(null)
  const query = useQuery(trpc.modules.accounting.bank.accounts.list.queryOptions({ limit: 100 }))
  const accounts = query.data?.items ?? []
  const account = accounts.find(({ id }) => id === search.account) ?? accounts[0]
  const open = (id: string) => onSearch({ account: id, line: undefined })
  return (
    <>
      <BookPage
        title="Bank"
        actions={
          account &&
          // On a narrow screen an open line is a view of its own.
          !(isNarrow && search.line !== undefined) && (
            <>
              <Progress account={account} />
              <AccountPicker
                accounts={accounts}
                account={account}
                onOpen={open}
                onImports={() => onSearch({ imports: true })}
                onAdd={canWrite ? () => setDialog('account') : undefined}
              />
              {canWrite && (
                <Button onClick={() => setDialog('import')}>
                  <Download aria-hidden="true" />
                  Import statement
                </Button>
              )}
            </>
          )
        }
      >
        {(book) => (
          <Loaded
            query={query}
            failed="The bank accounts could not be loaded"
            skeleton={
              <Card flush>
                <SkeletonRows rows={8} />
              </Card>
            }
          >
            {() =>
              account ? (
                <BankInbox
                  key={account.id}
                  account={account}
                  book={book}
                  search={search}
                  onSearch={onSearch}
                  onImport={canWrite ? () => setDialog('import') : undefined}
                />
              ) : (
                <NoAccount onAdd={canWrite ? () => setDialog('account') : undefined} />
              )
            }
          </Loaded>
        )}
      </BookPage>
      <Dialogs account={account} dialog={dialog} search={search} onDialog={setDialog} onSearch={onSearch} />
    </>
  )
}

interface DialogsProps extends BankPageProps {
  account: BankAccount | undefined
  dialog: Dialog
  onDialog: (dialog: Dialog) => void
}

function Dialogs({ account, dialog, search, onDialog, onSearch }: DialogsProps) {
  const close = () => onDialog(null)
  const showImports = () => {
    close()
    onSearch({ imports: true })
  }
  const closeImports = () => onSearch({ imports: undefined })
  const showMatched = () => onSearch({ imports: undefined, state: 'matched', line: undefined, q: undefined })
  return (
    <Suspense>
      {account && dialog === 'import' && (
        <ImportDialog account={account} onClose={close} onImports={showImports} />
      )}
      {account && search.imports && (
        <ImportsDialog
          account={account}
          onClose={closeImports}
          onMatched={showMatched}
          onRemoved={() => onSearch({ line: undefined })}
        />
      )}
      {dialog === 'account' && (
        <NewBankAccount onClose={close} onAdded={(id) => onSearch({ account: id, line: undefined })} />
      )}
    </Suspense>
  )
}

function Progress({ account: { lines, toMatch } }: { account: BankAccount }) {
  if (lines === 0) return null
  const words = `${lines - toMatch} of ${lines} matched`
  return (
    <p role="status" className="flex items-center gap-2.5 text-13 whitespace-nowrap text-text-2 tabular-nums">
      {words}
      <Meter label={words} value={(lines - toMatch) / lines} className="w-28 max-tablet:w-16" />
    </p>
  )
}

interface AccountPickerProps {
  accounts: readonly BankAccount[]
  account: BankAccount
  onOpen: (id: string) => void
  onImports: () => void
  onAdd: (() => void) | undefined
}

/** "…4417", as banks print it. */
const tail = (identifier: string): string => (identifier === '' ? '' : ` …${identifier.slice(-4)}`)

function AccountPicker({ accounts, account, onOpen, onImports, onAdd }: AccountPickerProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={`Bank account: ${account.name}`} className="max-w-full min-w-0">
          <Landmark aria-hidden="true" />
          <span className="truncate">
            {account.name}
            {tail(account.identifier)}
          </span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      {accounts.map(({ id, name, identifier, toMatch }) => (
        <MenuItem key={id} onClick={() => onOpen(id)}>
          {name}
          {tail(identifier)}, {toMatch} to match
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onClick={onImports}>Imports of {account.name}</MenuItem>
      {onAdd && <MenuItem onClick={onAdd}>Add bank account</MenuItem>}
    </Menu>
  )
}

const NoAccount = ({ onAdd }: { onAdd: (() => void) | undefined }) => (
  <Card>
    <Empty
      title="No bank account yet"
      actions={
        onAdd && (
          <Button variant="primary" onClick={onAdd}>
            <Plus aria-hidden="true" />
            Add bank account
          </Button>
        )
      }
    >
      {onAdd
        ? 'Add one, then bring in a file that your bank gives you: OFX, CAMT.053 or CSV.'
        : 'Somebody who may write in Accounting can add one.'}
    </Empty>
  </Card>
)
