import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { levelChoices, levelsOf, weightsOf } from './fit-weights.ts'
import type { FitWeights, Level } from './fit-weights.ts'

const asked: readonly { part: keyof FitWeights; label: string }[] = [
  { part: 'price', label: 'Price' },
  { part: 'time', label: 'Time under way' },
  { part: 'hours', label: 'Hours of the flights' },
  { part: 'stay', label: 'Place to stay' },
  { part: 'wishes', label: 'Wishes' },
]

interface WhatCountsProps {
  tripId: string
  weights: FitWeights
  onClose: () => void
}

/** Says what counts for the fit of offers, which are compared again by it. */
export function WhatCounts({ tripId, weights: before, onClose }: WhatCountsProps) {
  const { trpc, client, queryClient } = useHub()
  const [levels, setLevels] = useState(() => levelsOf(before))
  const weights = weightsOf(levels)
  const change = useMutation({
    mutationFn: (given: FitWeights) =>
      client.modules.travel.trips.setWeights.mutate({
        id: tripId,
        weights: given,
        idempotencyKey: newKey(),
      }),
    onSuccess: (next) => {
      queryClient.setQueryData(trpc.modules.travel.trips.get.queryKey({ id: tripId }), next)
      if (next.state === 'looking') showToast('Looking for offers again.')
      onClose()
    },
  })
  const refusal =
    weights === null ? 'Something has to count.' : change.error && toFailure(change.error).message
  return (
    <FormDialog
      title="What counts"
      description="The fit of each offer is counted from these."
      submitLabel="Compare again"
      pendingLabel="Comparing"
      pending={change.isPending}
      refusal={refusal ?? undefined}
      onClose={onClose}
      onSubmit={() => weights && change.mutate(weights)}
    >
      {asked.map(({ part, label }) => (
        <Field key={part} label={label}>
          <NativeSelect
            options={levelChoices}
            value={levels[part]}
            onChange={({ target }) =>
              // Its options are these levels.
              setLevels((others) => ({ ...others, [part]: target.value as Level }))
            }
          />
        </Field>
      ))}
    </FormDialog>
  )
}
