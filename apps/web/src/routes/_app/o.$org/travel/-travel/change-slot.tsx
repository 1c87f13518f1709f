import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { BudgetField, ComfortFields, DayFields, PartyFields, PlaceField } from './slot-fields.tsx'
import type { SlotFieldProps, TripChange, TripChip, WholeTrip } from './travel-types.ts'

type SlotName = TripChip['slot']

/** What is changed together. */
const groups = {
  from: {
    title: 'Where do you start?',
    act: 'update',
    Fields: (props: SlotFieldProps) => <PlaceField slot="from" {...props} />,
  },
  to: {
    title: 'Where to?',
    act: 'update',
    Fields: (props: SlotFieldProps) => <PlaceField slot="to" {...props} />,
  },
  depart: { title: 'When?', act: 'update', Fields: DayFields },
  returning: { title: 'When?', act: 'update', Fields: DayFields },
  party: { title: 'Who travels?', act: 'setParty', Fields: PartyFields },
  rooms: { title: 'Who travels?', act: 'setParty', Fields: PartyFields },
  budget: { title: 'What may it cost?', act: 'setBudget', Fields: BudgetField },
  cabin: { title: 'How do you like it?', act: 'update', Fields: ComfortFields },
  wishes: { title: 'How do you like it?', act: 'update', Fields: ComfortFields },
} as const

interface ChangeSlotProps {
  trip: WholeTrip
  slot: SlotName
  onClose: () => void
}

/** Changes one thing that is known of a trip; offers are looked for again. */
export function ChangeSlot({ trip, slot, onClose }: ChangeSlotProps) {
  const { trpc, client, queryClient } = useHub()
  const { trips } = client.modules.travel
  const [change, setChange] = useState<TripChange>({})
  const { title, act, Fields } = groups[slot]
  const update = useMutation({
    mutationFn: () => {
      const { budget = null, ...rest } = change
      const of = { id: trip.id, idempotencyKey: newKey() }
      return act === 'setBudget'
        ? trips[act].mutate({ ...of, budget })
        : trips[act].mutate({ ...of, ...rest })
    },
    onSuccess: (next) => {
      queryClient.setQueryData(trpc.modules.travel.trips.get.queryKey({ id: trip.id }), next)
      if (next.state === 'looking') showToast('Looking for offers again.')
      onClose()
    },
  })
  return (
    <FormDialog
      title={title}
      submitLabel="Change"
      pendingLabel="Changing"
      pending={update.isPending}
      refusal={update.error ? toFailure(update.error).message : undefined}
      onClose={onClose}
      onSubmit={() => {
        if (Object.keys(change).length === 0) onClose()
        else update.mutate()
      }}
    >
      <Fields
        trip={trip}
        valueOf={(wanted) => trip.chips.find((chip) => chip.slot === wanted)?.value}
        onChange={(more) => setChange((before) => ({ ...before, ...more }))}
      />
    </FormDialog>
  )
}
