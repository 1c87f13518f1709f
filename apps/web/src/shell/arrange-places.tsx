import { useMe, useOrganization } from '../account.ts'
import { ArrangeDialog } from './arrange-dialog.tsx'
import { placeLists, placesFor } from './places.ts'

/** The order of the sidebar, which the bottom bar of small screens follows. */
export function ArrangePlaces({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const lists = placeLists(placesFor(me, useOrganization())).map(({ places, ...list }) => ({
    ...list,
    things: places.map(({ to, label, icon: Icon }) => ({
      id: to,
      label,
      icon: <Icon aria-hidden="true" />,
    })),
  }))
  return (
    <ArrangeDialog
      title="Arrange the sidebar"
      description="Drag by the handles, or move with the arrow keys. The first four are at the foot of a small screen; search finds the hidden ones."
      lists={lists}
      arrangement={me.user.preferences.places}
      toPreferences={(places) => ({ places })}
      onClose={onClose}
    />
  )
}
