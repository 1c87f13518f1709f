import { Button } from '@hub/ui/button'
import { formatCredits } from '@hub/ui/credits'
import { Dialog } from '@hub/ui/dialog'
import { Docket } from '@hub/ui/docket'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { Segments } from '@hub/ui/segments'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { amountMicro } from './credit-amount.ts'
import type { PlatformOrganization } from './platform-organization.ts'

export interface AdjustCreditsProps {
  organization: PlatformOrganization
  onClose: () => void
}

const REASON_MIN = 3

/** Gives credits to an organization or takes them away, with a reason that its people read. */
export function AdjustCredits({ organization, onClose }: AdjustCreditsProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const formId = useId()
  const [idempotencyKey] = useState(newKey)
  const [direction, setDirection] = useState<'give' | 'take'>('give')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const adjust = useMutation(
    trpc.admin.credits.adjust.mutationOptions({
      onSuccess: async ({ availableMicro }) => {
        onClose()
        showToast(`${organization.name} now has ${formatCredits(availableMicro)} credits.`)
        await queryClient.invalidateQueries(trpc.admin.organizations.list.pathFilter())
      },
    }),
  )
  const size = amountMicro(amount)
  const micro = size === undefined ? undefined : direction === 'give' ? size : -size
  const hasReason = reason.trim().length >= REASON_MIN
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (micro === undefined || !hasReason) return
    adjust.mutate({ orgId: organization.id, amountMicro: micro, reason: reason.trim(), idempotencyKey })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !adjust.isPending && onClose()}
      title={`Adjust the credits of ${organization.name}`}
      footer={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={adjust.isPending}
            pendingLabel="Booking it"
          >
            {direction === 'give' ? 'Give credits' : 'Take credits'}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col items-stretch gap-4">
        {adjust.error && (
          <Note tone="danger" live>
            {toFailure(adjust.error).message}
          </Note>
        )}
        <Segments
          label="Give or take"
          className="self-start"
          value={direction}
          onValueChange={setDirection}
          options={[
            { value: 'give', label: 'Give' },
            { value: 'take', label: 'Take away' },
          ]}
        />
        <Field
          label="Credits"
          error={isChecked && micro === undefined && 'Write an amount above 0, such as 250 or 12.50.'}
        >
          <Input
            value={amount}
            inputMode="decimal"
            autoComplete="off"
            autoFocus
            onChange={(event) => setAmount(event.target.value)}
          />
        </Field>
        <Field
          label="Reason"
          hint="The people of the organization read it in their history."
          error={isChecked && !hasReason && 'Say why, in a few words.'}
        >
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Docket>
          <Ledger label="What will be booked">
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
      </form>
    </Dialog>
  )
}
