import { Docket } from '@hub/ui/docket'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { NumberInput } from '@hub/ui/number-input'
import { showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords, isSome } from './amounts.ts'
import { digitsOf } from './currency-digits.ts'
import type { Accounting } from './book-page.tsx'
import { useDayHint } from './closed-day.tsx'
import { creditedWishes } from './credit-wishes.ts'
import type { CreditForm, LineWish } from './credit-wishes.ts'
import { numberWords } from './invoice-words.ts'
import type { WholeInvoice } from './invoice-words.ts'
import { useGridAct } from './use-grid-act.ts'

export interface CreditPartProps {
  invoice: WholeInvoice
  onClose: () => void
}

const latest = (one: string, other: string): string => (one > other ? one : other)

type CreditPreview = Accounting['invoices']['creditPreview']

/** What is left, and what these come to, as the hub counts it; what it refuses is told when it is sent. */
function usePreview(id: string, lines: ReturnType<typeof creditedWishes>['lines']) {
  const { trpc } = useHub()
  return useQuery(
    trpc.modules.accounting.invoices.creditPreview.queryOptions(
      {
        id,
        lines: lines.map(({ line }) => line),
        quantities: lines.map(({ quantity = '' }) => quantity),
        amounts: lines.map(({ amount = '' }) => amount),
      },
      { placeholderData: (before) => before, retry: false },
    ),
  ).data
}

/** Takes part of an invoice back by a credit note: how many or how much of each line, and what that comes to. */
export function CreditPart({ invoice, onClose }: CreditPartProps) {
  const hub = useHub()
  const { timeZone } = useOrganization()
  const { id, issuedOn, settlements } = invoice
  const from = settlements.reduce((last, { on }) => latest(last, on), issuedOn)
  const [form, setForm] = useState<CreditForm>({})
  const [on, setOn] = useState<string | null>(() => latest(todayIn(timeZone), from))
  const [reason, setReason] = useState('')
  const { problems, setProblems, isPending, run } = useGridAct()
  const { lines, sentOf } = creditedWishes(form)
  const preview = usePreview(id, lines)
  const change = (n: number, wish: LineWish) => {
    setForm((before) => ({ ...before, [n]: wish }))
    setProblems({ fields: {}, lines: {} })
  }
  const refuse = (fields: Record<string, string>) => setProblems({ fields, lines: {} })
  const submit = async () => {
    if (lines.length === 0)
      return setProblems({ fields: {}, lines: {}, whole: 'Write how many, or how much, of a line.' })
    if (on === null) return refuse({ on: 'Choose a day.' })
    await run(sentOf(['on', 'reason']), async (idempotencyKey) => {
      const why = reason.trim() === '' ? {} : { reason: reason.trim() }
      await hub.client.modules.accounting.invoices.credit.mutate({ id, lines, on, ...why, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Credited part of ${numberWords(invoice)}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      size="lg"
      title={`Credit part of ${numberWords(invoice)}`}
      description="A credit note takes back what you write here. The invoice stays as it was printed."
      submitLabel="Post credit note"
      pendingLabel="Posting"
      cancelLabel="Keep it"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {invoice.lines.map((line, at) => (
        <CreditLine
          // Lines of a posted invoice stay where they are.
          key={at + 1}
          line={line}
          left={preview?.lines[at]}
          currency={invoice.currency}
          wish={form[at + 1]}
          problems={problems.lines[String(at + 1)]}
          onChange={(wish) => change(at + 1, wish)}
        />
      ))}
      <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
        <Field label="Day of the credit note" hint={useDayHint(on, 'sales')} error={problems.fields['on']}>
          <DayInput value={on} onValueChange={setOn} min={from} />
        </Field>
        <Field label="Reason" hint="Printed on it" error={problems.fields['reason']}>
          <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
      {lines.length > 0 && preview && <ComesTo preview={preview} />}
    </FormDialog>
  )
}

const leftWords = (left: CreditLineProps['left'], of: string, currency: string): string =>
  left === undefined
    ? 'Looking'
    : `${left.quantity} of ${of} and ${amountWords(left.amount)} ${currency} left`

interface CreditLineProps {
  line: WholeInvoice['lines'][number]
  left: CreditPreview['lines'][number] | undefined
  currency: string
  wish: LineWish | undefined
  problems: Partial<Record<string, string>> | undefined
  onChange: (wish: LineWish) => void
}

/** One of both: what is written last counts. */
function CreditLine({ line, left, currency, wish, problems, onChange }: CreditLineProps) {
  const digits = digitsOf(currency)
  const isLeft = left === undefined || isSome(left.amount)
  return (
    <fieldset className="border-t border-line pt-3">
      <legend className="float-left mb-2 w-full text-13 wrap-anywhere">
        <span className="font-semibold">{line.description}</span>
        <span className="block text-12 text-text-2">
          {isLeft ? leftWords(left, line.quantity, currency) : 'All of it is credited'}
        </span>
      </legend>
      {isLeft && (
        <div className="clear-both grid grid-cols-2 gap-4">
          <Field label="How many" error={problems?.['quantity']}>
            <NumberInput
              value={wish?.quantity ?? null}
              onValueChange={(value) => onChange({ quantity: value ?? null, amount: null })}
            />
          </Field>
          <Field label={`Or how much, ${currency}`} error={problems?.['amount']}>
            <NumberInput
              decimals={digits}
              minDecimals={digits}
              value={wish?.amount ?? null}
              onValueChange={(value) => onChange({ quantity: null, amount: value ?? null })}
            />
          </Field>
        </div>
      )}
    </fieldset>
  )
}

/** What the credit note will say, as the hub counts it. */
function ComesTo({ preview }: { preview: CreditPreview }) {
  const { currency, net, tax, total, left, free } = preview
  return (
    <div>
      <Docket>
        <Ledger label="What the credit note comes to">
          <LedgerLine name="Before tax" amount={amountWords(net)} />
          <LedgerLine name="Tax" amount={amountWords(tax)} />
          <LedgerLine total name="Credit note" amount={`${amountWords(total)} ${currency}`} />
        </Ledger>
      </Docket>
      <p className="mt-3 text-13 text-text-2">
        {isSome(left)
          ? `${amountWords(left)} ${currency} of the invoice can be credited after that.`
          : 'Nothing of the invoice is left after that: it is void.'}
        {isSome(free) &&
          ` ${amountWords(free)} ${currency} of what was paid stays with the customer as credit: use it for another invoice, or pay it back.`}
      </p>
    </div>
  )
}
