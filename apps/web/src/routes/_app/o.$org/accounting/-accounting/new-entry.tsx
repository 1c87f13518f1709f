import { formatMoney } from '@hub/api/schemas/shared/money'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Kbd } from '@hub/ui/kbd'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { LineEditor } from '@hub/ui/line-editor'
import type { Line, LineColumn } from '@hub/ui/line-editor'
import { Note } from '@hub/ui/note'
import { showToast } from '@hub/ui/toast'
import { useId } from 'react'
import { useHub } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { RestoredDraft } from '../../../../../components/restored-draft.tsx'
import { holdsUnreadable, sendByKeys } from '../../../../../components/sending.ts'
import { useUnsaved } from '../../../../../unsaved.ts'
import { amountWords } from './amounts.ts'
import { useDayHint } from './closed-day.tsx'
import { differenceOf, emptyLine, missingOn, sumOf } from './entry-lines.ts'
import { checkEntry } from './new-entry-input.ts'
import { useEntryDraft } from './use-entry-draft.ts'
import { useGridAct } from './use-grid-act.ts'
import { accountColumn, accountIn } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

export interface NewEntryProps {
  currency: string
  digits: number
  accounts: readonly LedgerAccount[]
  onClose: () => void
  onPosted: (id: string) => void
}

const sentColumns = { accountId: 'account', debit: 'debit', credit: 'credit', memo: 'memo' }

/** Writes an entry: a grid for hands that stay on the keyboard. */
export function NewEntry({ currency, digits, accounts, onClose, onPosted }: NewEntryProps) {
  const hub = useHub()
  const draft = useEntryDraft()
  const { date, memo, lines } = draft.entry
  const { problems, refuse, isPending, run } = useGridAct()
  const formId = useId()
  useUnsaved(draft.isTouched && !isPending)
  const post = async () => {
    if (isPending) return
    const read = checkEntry(draft.entry, { accounts, digits })
    if ('problems' in read) return refuse(read.problems)
    const sent = { list: 'lines', lines: read.lines, fields: ['date', 'memo'], columns: sentColumns }
    await run(sent, async (idempotencyKey) => {
      const entry = await hub.client.modules.accounting.journals.post.mutate({
        ...read.input,
        idempotencyKey,
      })
      draft.forget()
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Posted ${entry.number}.`)
      onPosted(entry.id)
    })
  }
  const change = (next: Line[]) =>
    draft.change({ lines: next.map((line) => ({ ...line, values: accountIn(line.values, accounts) })) })
  return (
    <Card flush>
      <form
        id={formId}
        noValidate
        aria-label="New entry"
        onSubmit={(event) => {
          event.preventDefault()
          if (!holdsUnreadable(event)) void post()
        }}
        onKeyDown={sendByKeys}
      >
        <div className="flex flex-col gap-4 p-(--card-pad)">
          {draft.isRestored && <RestoredDraft onDiscard={draft.forget} />}
          {problems.whole !== undefined && (
            <Note tone="danger" live>
              {problems.whole}
            </Note>
          )}
          <div className="grid grid-cols-[200px_minmax(0,1fr)] gap-4 max-tablet:grid-cols-1">
            <Field label="Day" hint={useDayHint(date)} error={problems.fields['date']}>
              <DayInput autoFocus value={date} onValueChange={(day) => draft.change({ date: day })} />
            </Field>
            <Field label="What happened" error={problems.fields['memo']}>
              <Input
                autoComplete="off"
                value={memo}
                onChange={({ target }) => draft.change({ memo: target.value })}
              />
            </Field>
          </div>
        </div>
        <div className="border-t border-line">
          <LineEditor
            label="Lines of the entry"
            columns={columnsOf({ accounts, lines, digits })}
            lines={lines}
            onLinesChange={change}
            newLine={emptyLine}
            problems={problems.lines}
            aside={<Hint />}
            totals={<Sums lines={lines} currency={currency} digits={digits} />}
          />
        </div>
        <div className="flex flex-wrap justify-end gap-2 px-(--card-pad) pt-4 pb-(--card-pad)">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" pending={isPending} pendingLabel="Posting">
            Post entry
          </Button>
        </div>
      </form>
    </Card>
  )
}

interface Grid {
  accounts: readonly LedgerAccount[]
  lines: readonly Line[]
  digits: number
}

function columnsOf({ accounts, lines, digits }: Grid): LineColumn[] {
  const amount = (side: 'debit' | 'credit', label: string): LineColumn => ({
    id: side,
    label,
    kind: 'number',
    decimals: digits,
    minDecimals: digits,
    className: 'w-36',
    equals: (line) => missingOn(side, line, { lines, digits }),
  })
  return [
    accountColumn(accounts),
    amount('debit', 'Debit'),
    amount('credit', 'Credit'),
    {
      id: 'memo',
      label: 'Memo',
      kind: 'text',
      // On a phone below the amounts, which stand beside each other.
      className: 'w-1/4 max-tablet:order-4! max-tablet:flex-[1_1_100%]!',
    },
  ]
}

const Hint = () => (
  <p className="text-12 text-text-3 pointer-coarse:hidden">
    <Kbd>=</Kbd> in an amount fills in what is missing. <Kbd>Ctrl ↵</Kbd> posts the entry. What is posted
    never changes; it is taken back by a second entry.
  </p>
)

function Sums({ lines, currency, digits }: { lines: readonly Line[]; currency: string; digits: number }) {
  const words = (minor: bigint) => amountWords(formatMoney(minor, digits))
  const difference = differenceOf(lines, digits)
  return (
    <Ledger label={`Sums in ${currency}`}>
      <LedgerLine name={`Debit, ${currency}`} amount={words(sumOf(lines, 'debit', digits))} />
      <LedgerLine name={`Credit, ${currency}`} amount={words(sumOf(lines, 'credit', digits))} />
      <LedgerLine
        total
        name="Difference"
        amount={
          <span className={difference === 0n ? undefined : 'text-danger-text'}>
            {words(difference < 0n ? -difference : difference)}
          </span>
        }
      />
    </Ledger>
  )
}
