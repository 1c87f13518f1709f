import { Button } from '@hub/ui/button'
import { Download } from 'lucide-react'
import { useHub } from '../../../../../account.ts'
import { useFileExport } from '../../../../../components/file-export.ts'
import { newKey } from '../../../../../idempotency.ts'

/** Saves the document as it is printed. */
export function InvoicePdf({ id }: { id: string }) {
  const { client } = useHub()
  const make = useFileExport(() =>
    client.modules.accounting.invoices.pdf.mutate({ id, idempotencyKey: newKey() }),
  )
  return (
    <Button pending={make.isPending} pendingLabel="Preparing" onClick={() => make.mutate()}>
      <Download aria-hidden="true" />
      PDF
    </Button>
  )
}
