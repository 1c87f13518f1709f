import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { TravelWatch } from './travel-types.ts'
import { useTravelAct } from './use-travel-act.ts'
import { WatchDialog } from './watch-dialog.tsx'

/** Another amount, a pause, or an end. */
export function WatchActs({ watch }: { watch: TravelWatch }) {
  const { watches } = useHub().client.modules.travel
  const { id, state, title } = watch
  const [asked, setAsked] = useState<'amount' | 'remove' | null>(null)
  const turn = useTravelAct((isOn: boolean) => watches.update.mutate({ id, isOn, idempotencyKey: newKey() }))
  const remove = useTravelAct(
    () => watches.remove.mutate({ id, idempotencyKey: newKey() }),
    'This price is not watched any more.',
  )
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {state !== 'over' && (
        <>
          <Button size="sm" onClick={() => setAsked('amount')}>
            Change the amount
          </Button>
          <Button
            size="sm"
            pending={turn.isPending}
            pendingLabel="Saving"
            onClick={() => turn.mutate(state === 'paused')}
          >
            {state === 'paused' ? 'Watch again' : 'Pause'}
          </Button>
        </>
      )}
      <Button size="sm" variant="ghost" onClick={() => setAsked('remove')}>
        Remove
      </Button>
      {asked === 'amount' && <WatchDialog watch={watch} onClose={() => setAsked(null)} />}
      <ConfirmDialog
        open={asked === 'remove'}
        onOpenChange={(open) => !remove.isPending && setAsked(open ? 'remove' : null)}
        title={`Stop watching ${title}?`}
        consequence="The prices that were seen go with it. The trip stays."
        confirmLabel="Remove"
        pendingLabel="Removing"
        pending={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSettled: () => setAsked(null) })}
      />
    </div>
  )
}
