import { showToast } from '@hub/ui/toast'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords, isSome } from './amounts.ts'
import { MoneyFields } from './money-fields.tsx'
import { PostedSlip } from './posted-slip.tsx'
import { accountLabel, useLedgerAccounts } from './use-ledger-accounts.ts'
import { useMoneyForm } from './use-money-form.ts'
import type { MoneyState } from './use-money-form.ts'

/** Money of a customer that nothing took yet. */
export interface Credit {
  contactId: string
  contact: string
  /** Only what is left of this payment. */
  paymentId?: string
  currency: string
  left: string
  /** The first day on which it was here. */
  from: string
}

export interface RefundDialogProps {
  credit: Credit
  baseCurrency: string
  onClose: () => void
}

/** What the rate made of the money since it came in; undefined where no rate changes anything, or none is written yet. */
function useExchange({ contactId, paymentId }: Credit, { form, minor, isForeign, currency }: MoneyState) {
  const { trpc } = useHub()
  const isAsked = isForeign && minor !== null && /[1-9]/.test(form.rate)
  const { data } = useQuery(
    trpc.modules.accounting.refunds.left.queryOptions(
      {
        contactId,
        currency,
        rate: form.rate,
        ...(form.amount !== null && { amount: form.amount }),
        ...(paymentId !== undefined && { paymentId }),
      },
      { enabled: isAsked, placeholderData: (before) => before, retry: false },
    ),
  )
  if (!isAsked || !data?.exchange) return undefined
  const { now, before, gain, currency: base } = data.exchange
  const size = isSome(gain) ? `${amountWords(gain.replace('-', ''))} ${base}` : null
  const then = `It is ${amountWords(now)} ${base} at this rate and was ${amountWords(before)} when it came in`
  const isLoss = gain.startsWith('-')
  const made = size === null ? 'the rate changed nothing' : `the difference is a ${isLoss ? 'loss' : 'gain'}`
  return { size, isLoss, words: `${then}: ${made}.` }
}

/** Records that a customer got money back, and shows before what that posts. */
export function RefundDialog({ credit, baseCurrency, onClose }: RefundDialogProps) {
  const hub = useHub()
  const { contactId, contact, paymentId, currency, left, from } = credit
  const money = useMoneyForm({ currency, baseCurrency, amount: left, from })
  const accounts = useLedgerAccounts().data ?? []
  const owed = accounts.find(({ role }) => role === 'receivable')
  const exchange = useExchange(credit, money)
  const gained = accounts.find(({ role }) => role === (exchange?.isLoss === true ? 'fx_loss' : 'fx_gain'))
  const record = () =>
    money.send(async (sent, idempotencyKey) => {
      const whose = paymentId === undefined ? { contactId, currency } : { paymentId }
      await hub.client.modules.accounting.refunds.record.mutate({ ...sent, ...whose, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Recorded that ${contact} got ${money.words} back.`)
      onClose()
    })
  return (
    <FormDialog
      title={`Pay ${contact} back`}
      description={`${amountWords(left)} ${currency} of their money is not used for an invoice. Send it by your bank or from the till; this writes it into the books.`}
      submitLabel="Record refund"
      pendingLabel="Recording"
      pending={money.isPending}
      refusal={money.problems.whole}
      className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1"
      onSubmit={() => void record()}
      onClose={onClose}
    >
      <MoneyFields money={money} accountLabel="Where it comes from" />
      {owed && money.account && money.minor !== null && (
        <PostedSlip
          lines={[
            { name: accountLabel(owed), side: 'debit', amount: money.words },
            { name: accountLabel(money.account), side: 'credit', amount: money.words },
            ...(exchange && exchange.size !== null && gained
              ? [
                  {
                    name: accountLabel(gained),
                    side: exchange.isLoss ? ('debit' as const) : ('credit' as const),
                    amount: exchange.size,
                  },
                ]
              : []),
          ]}
        >
          {exchange?.words}
        </PostedSlip>
      )}
    </FormDialog>
  )
}
