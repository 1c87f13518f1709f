import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { FileDrop } from '@hub/ui/file-drop'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { Progress } from '@hub/ui/progress'
import { useState } from 'react'
import { useOrganization } from '../../../../../../account.ts'
import { daysWords, longDay, todayIn } from '../../../../../../components/day-words.ts'
import type { BankAccount, ImportAnswer } from './bank-types.ts'
import { LayoutForm } from './layout-form.tsx'
import { useImport } from './use-import.ts'

type Imported = Extract<ImportAnswer, { outcome: 'imported' }>

const MOST_BYTES = 10 * 1000 ** 2

export interface ImportDialogProps {
  account: BankAccount
  onClose: () => void
  /** Shows what was imported before, where a wrong file is removed. */
  onImports: () => void
}

/** A file, its columns where nobody knows them, and what came of it. */
export function ImportDialog({ account, onClose, onImports }: ImportDialogProps) {
  const { answer, isPending, failure, send, say } = useImport(account.id)
  const asked = answer?.outcome === 'layout' ? answer : null
  const imported = answer?.outcome === 'imported' ? answer : null
  // Once it is in, the lists behind are still being read again: that is no reason to stay.
  const close = () => (imported !== null || !isPending) && onClose()
  if (asked)
    return <LayoutForm asked={asked} isPending={isPending} refusal={failure} onSay={say} onClose={close} />
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={imported ? 'The statement is in' : `Import a statement into ${account.name}`}
      description={
        imported ? undefined : 'What is there already is left out, so overlapping days do no harm.'
      }
      footer={
        <>
          {imported && <Button onClick={onImports}>Wrong file?</Button>}
          <Button variant={imported ? 'primary' : 'secondary'} onClick={close}>
            {imported ? 'Close' : 'Cancel'}
          </Button>
        </>
      }
    >
      {imported ? (
        <Outcome imported={imported} />
      ) : (
        <Drop failure={failure} isPending={isPending} onFile={send} />
      )}
    </Dialog>
  )
}

interface DropProps {
  failure: string | undefined
  isPending: boolean
  onFile: (file: File) => void
}

const Drop = ({ failure, isPending, onFile }: DropProps) => (
  <div className="flex flex-col gap-3">
    {failure !== undefined && (
      <Note tone="danger" live>
        {failure}
      </Note>
    )}
    <FileDrop
      label="Drop a statement here, or choose one"
      hint="OFX, CAMT.053 or CSV, up to 10 MB"
      accept={['.ofx', '.qfx', '.xml', '.csv']}
      maxSize={MOST_BYTES}
      maxCount={1}
      disabled={isPending}
      onFiles={([file]) => file && onFile(file)}
    />
    {isPending && <Progress label="Reading the statement" />}
  </div>
)

function Outcome({ imported }: { imported: Imported }) {
  const { timeZone } = useOrganization()
  const [today] = useState(() => todayIn(timeZone))
  const { read, added, left, leftOut, from, to, warning } = imported
  return (
    <div className="flex flex-col gap-3" role="status">
      <Ledger label="What came of it">
        {from !== null && to !== null && (
          <LedgerLine name="Days" amount={daysWords({ from, to }, (day) => longDay(day, today))} />
        )}
        <LedgerLine name="Lines read" amount={read} />
        <LedgerLine name="Left out" amount={left} />
        <LedgerLine name="Added" amount={added} total />
      </Ledger>
      {warning !== null && <Note tone="warning">{warning}</Note>}
      {leftOut.length > 0 && (
        <details>
          <summary className="cursor-pointer text-13 font-medium">What was left out</summary>
          <ul className="mt-2 flex max-h-48 flex-col gap-1 overflow-y-auto text-13">
            {leftOut.map((words) => (
              <li key={words} className="wrap-anywhere">
                {words}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
