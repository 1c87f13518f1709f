import { formatCredits } from '@hub/ui/credits'
import { Docket } from '@hub/ui/docket'
import { Field } from '@hub/ui/field'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { NumberInput } from '@hub/ui/number-input'
import { Segments } from '@hub/ui/segments'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../components/kept-fields.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { amountMicro } from '../../../../components/credit-amount.ts'
import type { CreditHolder } from './platform-organization.ts'
import { isReason, ReasonField } from './reason-field.tsx'

export interface AdjustCreditsProps {
  organization: CreditHolder
  onClose: () => void
}

interface Adjustment extends Record<string, string> {
  direction: 'give' | 'take'
  amount: string
  reason: string
}

const blank: Adjustment = { direction: 'give', amount: '', reason: '' }

/** Gives credits to an organization or takes them away, with a reason that its people read. */
export function AdjustCredits({ organization, onClose }: AdjustCreditsProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(newKey)
  const name = usePersonDraftName(`credits.${organization.id}`)
  const { values, set, onDiscard, forget } = useKeptFields<Adjustment>(name, blank)
  const { direction, amount, reason } = values
  const [isChecked, setChecked] = useState(false)
  const amountInput = useRef<HTMLInputElement>(null)
  const reasonInput = useRef<HTMLInputElement>(null)
  const adjust = useMutation(
    trpc.admin.credits.adjust.mutationOptions({
      onSuccess: async ({ availableMicro }) => {
        forget()
        onClose()
        showToast(`${organization.name} now has ${formatCredits(availableMicro)} credits.`)
        await queryClient.invalidateQueries(trpc.admin.organizations.pathFilter())
      },
    }),
  )
  const size = amountMicro(amount)
  const micro = size === undefined ? undefined : direction === 'give' ? size : -size
  const hasReason = isReason(reason)
  const submit = () => {
    setChecked(true)
    if (micro === undefined) return amountInput.current?.focus()
    if (!hasReason) return reasonInput.current?.focus()
    adjust.mutate({ orgId: organization.id, amountMicro: micro, reason: reason.trim(), idempotencyKey })
  }
  return (
    <FormDialog
      title={`Adjust the credits of ${organization.name}`}
      cancelLabel="Leave as it is"
      submitLabel={direction === 'give' ? 'Give credits' : 'Take credits'}
      pendingLabel="Adjusting"
      pending={adjust.isPending}
      refusal={adjust.error ? toFailure(adjust.error).message : undefined}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Segments
        label="Give or take"
        className="self-start"
        value={direction}
        onValueChange={(way) => set({ direction: way })}
        options={[
          { value: 'give', label: 'Give' },
          { value: 'take', label: 'Take away' },
        ]}
      />
      <Field
        label="Credits"
        error={isChecked && micro === undefined && 'Write an amount above 0, such as 250 or 12.50.'}
      >
        <NumberInput
          ref={amountInput}
          value={amount === '' ? null : amount}
          autoFocus
          onValueChange={(next, typed) => set({ amount: next === undefined ? typed : (next ?? '') })}
        />
      </Field>
      <ReasonField
        ref={reasonInput}
        hint="The people of the organization read it in their history."
        value={reason}
        isMissing={isChecked && !hasReason}
        onValueChange={(words) => set({ reason: words })}
      />
      <Docket>
        <Ledger label="What will change">
          <LedgerLine name="Available now" amount={formatCredits(organization.availableMicro)} />
          <LedgerLine
            name="Adjustment"
            amount={micro === undefined ? '' : formatCredits(micro, { signed: true })}
          />
          <LedgerLine
            total
            name="Afterwards"
            amount={formatCredits(organization.availableMicro + (micro ?? 0))}
          />
        </Ledger>
      </Docket>
    </FormDialog>
  )
}
