import { Skeleton } from '@hub/ui/skeleton'
import { Loaded } from '../../../../../components/loaded.tsx'
import { digitsOf } from './currency-digits.ts'
import { NewEntry } from './new-entry.tsx'
import type { NewEntryProps } from './new-entry.tsx'
import { useLedgerAccounts } from './use-ledger-accounts.ts'

/** The grid, once it is known which accounts there are. */
export function NewEntryPage(props: Omit<NewEntryProps, 'accounts' | 'digits'>) {
  const accounts = useLedgerAccounts()
  return (
    <Loaded
      query={accounts}
      failed="The ledger accounts could not be loaded"
      skeleton={<Skeleton className="h-80 w-full" />}
    >
      {(all) => <NewEntry {...props} accounts={all} digits={digitsOf(props.currency)} />}
    </Loaded>
  )
}
