import { ArrangeList } from '@hub/ui/arrange-list'
import type { ArrangeItem } from '@hub/ui/arrange-list'
import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Note } from '@hub/ui/note'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { refreshMe } from '../account.ts'
import type { Me } from '../account.ts'
import { inOrder, usualArrangement } from '../components/arrangement.ts'
import type { Arrangement } from '../components/arrangement.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { useTRPC } from '../trpc.ts'

export interface ArrangedThing {
  id: string
  label: string
  icon?: ReactNode
}

export interface ArrangeDialogProps {
  title: string
  description: string
  /** Nothing leaves its list. Those with a label stand under it. */
  lists: readonly { name: string; label?: string; things: readonly ArrangedThing[] }[]
  arrangement: Arrangement | undefined
  /** Where the person's preferences keep it. */
  toPreferences: (arrangement: Arrangement) => Me['user']['preferences']
  onClose: () => void
}

const itemsOf = (things: readonly ArrangedThing[], arrangement: Arrangement): ArrangeItem[] =>
  inOrder(things, arrangement).map((thing) => ({
    ...thing,
    isShown: !arrangement.hidden.includes(thing.id),
  }))

/** What the person may not see just now is not forgotten. */
function arrangementOf(items: readonly ArrangeItem[], before: Arrangement): Arrangement {
  const isAway = (id: string) => !items.some((item) => item.id === id)
  const hidden = items.filter(({ isShown }) => !isShown)
  return {
    order: [...items.map(({ id }) => id), ...before.order.filter(isAway)],
    hidden: [...hidden.map(({ id }) => id), ...before.hidden.filter(isAway)],
  }
}

/** A person's own order of something, and what of it they see; kept by the hub for all their devices. */
export function ArrangeDialog(props: ArrangeDialogProps) {
  const { title, description, lists, arrangement = usualArrangement, toPreferences, onClose } = props
  const router = useRouter()
  const update = useMutation(useTRPC().auth.updateProfile.mutationOptions())
  const [chosen, setChosen] = useState(() => lists.map(({ things }) => itemsOf(things, arrangement)))
  const save = async (next: Arrangement) => {
    try {
      await update.mutateAsync({ preferences: toPreferences(next), idempotencyKey: newKey() })
      await refreshMe(router.options.context.hubs)
      onClose()
      showToast('Saved.')
    } catch {
      // Said in the dialog.
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !update.isPending && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button
            variant="ghost"
            className="mr-auto"
            onClick={() => setChosen(lists.map(({ things }) => itemsOf(things, usualArrangement)))}
          >
            Usual order
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={update.isPending}
            pendingLabel="Saving"
            onClick={() => void save(arrangementOf(chosen.flat(), arrangement))}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {update.error && (
          <Note tone="danger" live>
            {toFailure(update.error).message}
          </Note>
        )}
        {lists.map(({ name, label }, index) => (
          <div key={name}>
            {label !== undefined && (
              <p aria-hidden="true" className="pb-1 text-12 font-medium text-text-3">
                {label}
              </p>
            )}
            <ArrangeList
              label={label ?? title}
              items={chosen[index] ?? []}
              onItemsChange={(items) => setChosen(chosen.with(index, items))}
            />
          </div>
        ))}
      </div>
    </Dialog>
  )
}
