import { formatMoney, parseMoney } from '@hub/api/schemas/shared/money'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { NumberInput } from '@hub/ui/number-input'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { amountWords } from './amounts.ts'
import { digitsOf } from './currency-digits.ts'
import type { CreditChoice } from './credit-choice.ts'
import { useGridAct } from './use-grid-act.ts'

export interface CreditDialogProps {
  title: string
  description: string
  /** What is chosen: an invoice or a payment. */
  label: string
  /** At least one. */
  choices: readonly CreditChoice[]
  currency: string
  onClose: () => void
}

const CHOICE = 'allocations.0.invoiceId'
const AMOUNT = 'allocations.0.amount'

/** Puts what is left of a payment to an invoice of the same customer. */
export function CreditDialog({ choices, label, currency, onClose, ...words }: CreditDialogProps) {
  const hub = useHub()
  const digits = digitsOf(currency)
  const [at, setAt] = useState(0)
  const [amount, setAmount] = useState<string | null>(choices[0]?.most ?? null)
  const { problems, setProblems, isPending, run } = useGridAct()
  const use = async () => {
    const choice = choices[at]
    if (!choice) return
    const put = parseMoney(amount ?? '', digits)
    if (amount === null || put === null)
      return setProblems({ fields: { [AMOUNT]: 'Write how much.' }, lines: {} })
    await run({ list: '', lines: [], fields: [CHOICE, AMOUNT], columns: {} }, async (idempotencyKey) => {
      const { paymentId: id, invoiceId, number } = choice
      const allocations = [{ invoiceId, amount }]
      await hub.client.modules.accounting.paymentsIn.allocate.mutate({ id, allocations, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`Put ${amountWords(formatMoney(put, digits))} ${currency} to ${number}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      {...words}
      submitLabel="Use credit"
      pendingLabel="Saving"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void use()}
      onClose={onClose}
    >
      <Field label={label} error={problems.fields[CHOICE]}>
        <NativeSelect
          options={choices.map((choice, place) => ({ value: String(place), label: choice.label }))}
          value={String(at)}
          onChange={({ target }) => {
            setAt(Number(target.value))
            setAmount(choices[Number(target.value)]?.most ?? null)
          }}
        />
      </Field>
      <Field label={`Amount, ${currency}`} error={problems.fields[AMOUNT]}>
        <NumberInput
          key={at}
          decimals={digits}
          minDecimals={digits}
          value={amount}
          onValueChange={(value) => setAmount(value ?? null)}
        />
      </Field>
    </FormDialog>
  )
}
