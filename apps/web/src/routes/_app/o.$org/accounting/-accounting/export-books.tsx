import { Button } from '@hub/ui/button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { Download } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { useFileExport } from '../../../../../components/file-export.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { DaysSearch } from './accounting-search.ts'

const formats = [
  { format: 'hledger', mode: 'booked', label: 'For hledger' },
  { format: 'beancount', mode: 'booked', label: 'For beancount' },
  { format: 'hledger', mode: 'base', label: 'For hledger, in one currency' },
  { format: 'beancount', mode: 'base', label: 'For beancount, in one currency' },
] as const
type Format = (typeof formats)[number]

/** Saves the entries of the days that are shown, for a second program that checks them. */
export function ExportBooks({ search: { from, to } }: { search: DaysSearch }) {
  const { client } = useHub()
  const make = useFileExport(({ format, mode }: Format) =>
    client.modules.accounting.exports.prepare.mutate({
      format,
      mode,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      idempotencyKey: newKey(),
    }),
  )
  return (
    <Menu
      align="end"
      trigger={
        <Button pending={make.isPending} pendingLabel="Preparing">
          <Download aria-hidden="true" />
          Export
        </Button>
      }
    >
      {formats.map((one) => (
        <MenuItem key={one.label} onClick={() => make.mutate(one)}>
          {one.label}
        </MenuItem>
      ))}
    </Menu>
  )
}
