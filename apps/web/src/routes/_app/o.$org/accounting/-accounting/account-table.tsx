import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { Table, TableBody, TableGroup, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { Fragment } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { types, typeWords } from './type-words.ts'
import { accountLabel } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

export interface AccountAct {
  kind: 'change' | 'archive'
  account: LedgerAccount
}

export interface AccountTableProps {
  accounts: readonly LedgerAccount[]
  /** Without it the reader may only look. */
  onAct: ((act: AccountAct) => void) | undefined
}

const COLUMNS = 2

/** The chart of accounts, by type as reports have them. */
export function AccountTable({ accounts, onAct }: AccountTableProps) {
  return (
    <Table label="Ledger accounts">
      <TableHead>
        <Th>Ledger account</Th>
        <Th>
          <span className="sr-only">What to do</span>
        </Th>
      </TableHead>
      <TableBody>
        {types.map((type) => {
          const own = accounts.filter((account) => account.type === type)
          return (
            own.length > 0 && (
              <Fragment key={type}>
                <TableGroup columns={COLUMNS}>{typeWords[type]}</TableGroup>
                {own.map((account) => (
                  <AccountRow key={account.id} account={account} onAct={onAct} />
                ))}
              </Fragment>
            )
          )
        })}
      </TableBody>
    </Table>
  )
}

interface RowProps extends Pick<AccountTableProps, 'onAct'> {
  account: LedgerAccount
}

function AccountRow({ account, onAct }: RowProps) {
  const { slug } = useOrganization()
  const { id, code, name, currency, role } = account
  const about = [
    currency === null ? null : `${currency} only`,
    role === null ? null : 'The books post to it by themselves',
  ].filter((one) => one !== null)
  return (
    <TableRow>
      <Td className="w-full">
        <span className="mr-2 text-13 text-text-3 tabular-nums">{code}</span>
        <Link
          to="/o/$org/accounting/ledger"
          params={{ org: slug }}
          search={{ account: id }}
          className="wrap-anywhere"
        >
          {name}
        </Link>
        <span className="block text-12 text-text-3 empty:hidden">{about.join('. ')}</span>
      </Td>
      <Td phone="end">
        {onAct && (
          <Menu
            align="end"
            trigger={
              <IconButton size="sm" label={`What to do about ${accountLabel(account)}`} tooltip={false}>
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
          >
            <MenuItem onClick={() => onAct({ kind: 'change', account })}>Rename</MenuItem>
            {role === null && (
              <MenuItem danger onClick={() => onAct({ kind: 'archive', account })}>
                Archive
              </MenuItem>
            )}
          </Menu>
        )}
      </Td>
    </TableRow>
  )
}
