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

const idOf = ({ paymentId, invoiceId }: CreditChoice): string => `${paymentId} ${invoiceId}`

/** Puts what is left of a payment to an invoice of the same customer. */
export function CreditDialog({ choices, label, currency, onClose, ...words }: CreditDialogProps) {
  const hub = useHub()
  const digits = digitsOf(currency)
  // Known by what it is: while one looks, colleagues use up what stands above it.
  const [chosen, setChosen] = useState(() => choices.slice(0, 1).map(idOf).join(''))
  const choice = choices.find((one) => idOf(one) === chosen)
  const [amount, setAmount] = useState<string | null>(choices[0]?.most ?? null)
  const { problems, setProblems, isPending, run } = useGridAct()
  const use = async () => {
    if (!choice)
      return setProblems({ fields: { [CHOICE]: 'It is used up by now. Choose another one.' }, lines: {} })
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
          options={[
            ...(choice ? [] : [{ value: '', label: 'Choose another one' }]),
            ...choices.map((one) => ({ value: idOf(one), label: one.label })),
          ]}
          value={choice ? chosen : ''}
          onChange={({ target }) => {
            setChosen(target.value)
            setAmount(choices.find((one) => idOf(one) === target.value)?.most ?? null)
          }}
        />
      </Field>
      <Field label={`Amount, ${currency}`} error={problems.fields[AMOUNT]}>
        <NumberInput
          key={chosen}
          decimals={digits}
          minDecimals={digits}
          value={amount}
          onValueChange={(value) => setAmount(value ?? null)}
        />
      </Field>
    </FormDialog>
  )
}
