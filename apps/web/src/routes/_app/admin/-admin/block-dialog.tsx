import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptFields } from '../../../../components/kept-fields.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'
import { isReason, ReasonField } from './reason-field.tsx'

const HOUR_MS = 3_600_000
const lengths = [
  { value: '1', label: 'For an hour' },
  { value: '24', label: 'For a day' },
  { value: '720', label: 'For 30 days' },
  { value: '', label: 'For good' },
] as const

const blank = { network: '', reason: '', hours: '24', isBroadMeant: false }

/** Shuts an address out. The hub refuses one's own and its own machine's. */
export function BlockDialog({ onClose }: { onClose: () => void }) {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const { values, set, onDiscard, forget } = useKeptFields(usePersonDraftName('block'), blank)
  const { network, reason, hours, isBroadMeant } = values
  const [isChecked, setChecked] = useState(false)
  const networkInput = useRef<HTMLInputElement>(null)
  const reasonInput = useRef<HTMLInputElement>(null)
  const add = useMutation(
    admin.blocks.add.mutationOptions({
      async onSuccess({ network: blocked }) {
        forget()
        onClose()
        showToast(`${blocked} is blocked.`)
        await queryClient.invalidateQueries(admin.blocks.pathFilter())
      },
    }),
  )
  const hasNetwork = network.trim() !== ''
  const hasReason = isReason(reason)
  const refusal = add.error ? toFailure(add.error).message : undefined
  const submit = () => {
    setChecked(true)
    if (!hasNetwork) return networkInput.current?.focus()
    if (!hasReason) return reasonInput.current?.focus()
    add.mutate({
      network: network.trim(),
      reason: reason.trim(),
      expiresAt: hours === '' ? null : new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(),
      isBroadMeant,
      idempotencyKey: newKey(),
    })
  }
  return (
    <FormDialog
      title="Block an address"
      description="It reaches no page and no door any more. What it has open is closed."
      submitLabel="Block it"
      pendingLabel="Blocking"
      pending={add.isPending}
      refusal={refusal}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label="Address or range"
        hint="Such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32."
        error={isChecked && !hasNetwork && 'Write an address or a range.'}
      >
        <Input
          ref={networkInput}
          value={network}
          maxLength={60}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ network: event.target.value })}
        />
      </Field>
      <ReasonField
        ref={reasonInput}
        hint="For administrators; who is refused never reads it."
        value={reason}
        isMissing={isChecked && !hasReason}
        onValueChange={(words) => set({ reason: words })}
      />
      <Field label="How long">
        <NativeSelect
          options={lengths}
          value={hours}
          onChange={(event) => set({ hours: event.target.value })}
        />
      </Field>
      {(isBroadMeant || refusal?.includes('very wide') === true) && (
        <Checkbox
          label="I mean this whole range"
          checked={isBroadMeant}
          onChange={(event) => set({ isBroadMeant: event.target.checked })}
        />
      )}
    </FormDialog>
  )
}
